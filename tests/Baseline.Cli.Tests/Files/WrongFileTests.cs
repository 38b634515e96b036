using Baseline.Cli.Files;
using Baseline.Files;
using Xunit;

namespace Baseline.Cli.Tests.Files;

/// <summary>Every kind of file that the tool reads or writes, given wherever a file is read.</summary>
public sealed class WrongFileTests(WrongFiles files) : IClassFixture<WrongFiles>
{
    private const string NoDocument = "Name the baseline document: YAML that starts with";

    /// <summary>The command line, the file in the wrong place, what it is said to be, and what is to be typed instead.</summary>
    public static TheoryData<string, string, string> Instead => new()
    {
        { "plan -f estate.json --cloud china", "an estate file, not a baseline document", "baseline plan --estate estate.json" },
        { "plan --estate other.json -f estate.json", "an estate file, not a baseline document", "baseline plan --estate estate.json" },
        { "apply -f estate.json --auto-approve", "an estate file", "baseline apply --emulator estate.json" },
        { "apply plan.json -f estate.json", "an estate file", "baseline apply plan.json --emulator estate.json" },
        { "validate estate.json", "an estate file", "baseline plan --estate estate.json" },
        { "fmt estate.json", "an estate file", "baseline plan --estate estate.json" },
        { "explain KeyVault-004 x -f estate.json", "an estate file", "baseline plan --estate estate.json" },
        { "plan --estate estate.json --against file:estate.json", "an estate file", "baseline plan --estate estate.json" },
        { "plan --estate estate.json -f plan.json", "a saved plan, not a baseline document", "baseline show plan.json" },
        { "apply --emulator estate.json -f plan.json", "a saved plan", "baseline apply plan.json --emulator estate.json" },
        { "validate -f plan.json", "a saved plan", "baseline show plan.json" },
        { "fmt -f plan.json", "a saved plan", "baseline show plan.json" },
        { "role -f plan.json", "a saved plan", "baseline show plan.json" },
        { "plan --estate plan.json", "a saved plan, not an estate file", "baseline show plan.json" },
        { "apply --emulator plan.json", "a saved plan, not an estate file", "baseline show plan.json" },
        { "snapshot --out s.json --estate plan.json", "a saved plan, not an estate file", "baseline show plan.json" },
        { "init --out i.yaml --estate plan.json", "a saved plan, not an estate file", "baseline show plan.json" },
        { "show baseline.yaml", "a baseline document, not a saved plan", "baseline plan -f baseline.yaml" },
        { "apply baseline.yaml --emulator estate.json", "a baseline document, not a saved plan", "baseline plan --emulator estate.json -f baseline.yaml" },
        { "plan --estate baseline.yaml", "a baseline document, not an estate file", "baseline snapshot -f baseline.yaml --out estate.json" },
        { "plan --emulator baseline.yaml --credential cli", "a baseline document, not an estate file", "baseline snapshot --credential cli -f baseline.yaml --out estate.json" },
        { "show estate.json", "an estate file, not a saved plan", "baseline plan --estate estate.json" },
        { "apply estate.json -f baseline.yaml", "an estate file, not a saved plan", "baseline plan -f baseline.yaml --estate estate.json" },
        { "plan -f run.jsonl", "the journal of a run, not a baseline document", "baseline undo run.jsonl" },
        { "apply run.jsonl --emulator estate.json", "the journal of a run, not a saved plan", "baseline undo run.jsonl --emulator estate.json" },
        { "show run.jsonl", "the journal of a run, not a saved plan", "baseline undo run.jsonl" },
        { "plan --estate run.jsonl", "the journal of a run, not an estate file", "baseline undo run.jsonl" },
        { "undo plan.json --emulator estate.json", "a saved plan, not the journal of a run", "No run of this plan is there that changed anything." },
        { "undo baseline.yaml", "a baseline document, not the journal of a run", "baseline undo .baseline/runs/20261123T090000Z-" },
        { "undo estate.json", "an estate file, not the journal of a run", "baseline undo .baseline/runs/20261123T090000Z-" },
        { "show plan.zip", "an archive, not a saved plan", "Unpack it, and name a saved plan that is in it." },
        { "validate extending.yaml", "an estate file, not a baseline document", "Name a document there, or remove the entry." },
    };

    /// <summary>Every report and other file of the tool, in every place.</summary>
    public static TheoryData<string, string, string> Others
    {
        get
        {
            (string File, string Name)[] kinds =
            [
                ("plan.html", "an HTML page"), ("plan.sarif", "a SARIF log"), ("plan.xml", "an XML file, such as JUnit results"),
                ("plan.csv", "a plan as CSV"), ("plan.md", "a plan as Markdown"), ("plan.txt", "a plan as text"),
                ("schema.json", "a JSON Schema"), ("role.json", "a custom role"), ("role.bicep", "an ARM template or Bicep"),
                ("template.json", "an ARM template or Bicep"),
            ];
            (string Command, string Fix)[] places =
            [
                ("show FILE", "baseline plan --out plan.json"),
                ("apply FILE --emulator estate.json -f baseline.yaml", "baseline plan --emulator estate.json -f baseline.yaml --out plan.json"),
                ("plan -f FILE", NoDocument), ("validate FILE", NoDocument), ("fmt FILE", NoDocument),
                ("plan --estate FILE", "baseline snapshot --out estate.json"),
                ("apply --emulator FILE", "baseline snapshot --out estate.json"),
                ("undo FILE", "Name the journal of a run"),
            ];
            var data = new TheoryData<string, string, string>();
            foreach (var (file, name) in kinds)
            {
                foreach (var (command, fix) in places)
                {
                    data.Add(command.Replace("FILE", file, StringComparison.Ordinal), $"\"{file}\" is {name}, not ", fix);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Instead))]
    [MemberData(nameof(Others))]
    public async Task A_file_in_the_wrong_place_is_named_for_what_it_is_with_the_command_that_takes_it(
        string command, string what, string instead)
    {
        var ran = await files.Workspace.RunAsync(command.Split(' '));

        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        Assert.Matches("^error BL(0013|1023): Wrong kind of file\n", ran.Error);
        Assert.Contains(what, ran.Error, StringComparison.Ordinal);
        Assert.Contains(instead, ran.Error, StringComparison.Ordinal);
        Assert.Single(ran.Error.Split('\n'), line => line.StartsWith("error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_command_that_is_advised_does_what_it_says()
    {
        foreach (var command in new[] { "show plan.json", "plan --estate estate.json", "plan --emulator estate.json -f baseline.yaml" })
        {
            var ran = await files.Workspace.RunAsync(command.Split(' '));

            Assert.Equal(0, ran.ExitCode);
            Assert.DoesNotContain("error", ran.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_cut_short_or_starts_with_a_mark_is_known_all_the_same()
    {
        var plan = File.ReadAllBytes(files.Workspace.At("plan.json"));

        Assert.Equal(ContentKind.Plan, FileContent.Of(plan.AsSpan(0, plan.Length / 2)));
        Assert.Equal(ContentKind.Plan, FileContent.Of([0xEF, 0xBB, 0xBF, .. plan]));
        Assert.Equal(ContentKind.Unknown, FileContent.Of("anything else"u8));
        Assert.Equal(ContentKind.Unknown, FileContent.Of("{\"a\": 1}"u8));
        Assert.Equal(ContentKind.Unknown, FileContent.Of(""u8));
        Assert.Equal(ContentKind.Document, FileContent.Of("{ apiVersion: baseline/v1,\nkind: Baseline }\nkind: Baseline"u8));
    }

    [Fact]
    public void A_word_that_a_shell_would_take_apart_is_quoted()
    {
        var typed = new TypedCommand("plan", [], []).With(TypedCommand.Captured, "it's my estate.json");

        Assert.Equal("baseline plan --estate 'it'\\''s my estate.json'", typed.ToString());
    }
}
