using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace Baseline.Cli.Tests.Files;

/// <summary>No command writes over a file that it reads, and none writes two results to one file.</summary>
public sealed partial class OutputCheckTests : IDisposable
{
    // Each command with all the files that it can be given. A word that starts with + is written, one with - is read.
    private static readonly string[] Commands =
    [
        "plan --file -baseline.yaml --estate -estate.json --against -other.yaml --out +p.json --format csv=+p.csv --format html=+p.html --outputs dotenv=+p.env",
        "plan --file -baseline.yaml --emulator -estate.json --out +p.json --format csv=+p.csv",
        "show -plan.json --file -baseline.yaml --format csv=+p.csv --format json=+p.json",
        "comment -plan.json --terraform-report +p.json",
        "merge -plan.json -run.jsonl --file -baseline.yaml --out +p.json --format csv=+p.csv --outputs dotenv=+p.env",
        "apply -plan.json --file -baseline.yaml --emulator -estate.json --journal +p.jsonl --outputs github=+p.env",
        "undo -run.jsonl --file -baseline.yaml --emulator -estate.json --auto-approve --out +p.json --journal +p.jsonl --format csv=+p.csv --outputs azure=+p.env",
        "snapshot --file -baseline.yaml --estate -estate.json --out +p.json",
        "snapshot --file -baseline.yaml --emulator -estate.json --out +p.json",
        "init --force --estate -estate.json --out +p.yaml",
        "init --force --emulator -estate.json --out +p.yaml",
        "explain KeyVault-004 kv-a --file -baseline.yaml --estate -estate.json --emulator -estate.json",
        "validate --file -baseline.yaml",
        "fmt --file -baseline.yaml",
        "role --file -baseline.yaml",
        "runs --file -baseline.yaml",
        "controls --standard mcsb --file -baseline.yaml",
    ];

    private readonly Workspace _folder = new();

    public static TheoryData<string, string> Pairs()
    {
        var pairs = new TheoryData<string, string>();
        foreach (var command in Commands)
        {
            var files = command.Split(' ').Select(word => word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..]).Where(IsFile).ToList();
            foreach (var output in files.Where(file => file[0] == '+'))
            {
                foreach (var other in files.TakeWhile(file => file != output).Concat(files.Where(file => file[0] == '-')).Distinct())
                {
                    pairs.Add(command, $"{output} {other}");
                }
            }
        }

        return pairs;
    }

    public static TheoryData<string, string> Outputs()
    {
        var outputs = new TheoryData<string, string>();
        foreach (var command in Commands)
        {
            foreach (var word in command.Split(' ').Where(word => word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..].StartsWith('+')))
            {
                outputs.Add(command, word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            }
        }

        return outputs;
    }

    /// <summary>A folder that is none, a folder that is missing, and a folder where a file is wanted.</summary>
    [Theory]
    [MemberData(nameof(Outputs))]
    public async Task An_output_that_can_not_be_written_is_told_before_anything_is_read(string command, string output)
    {
        await PrepareAsync();
        Directory.CreateDirectory(_folder.At("sub"));
        var before = Contents();
        foreach (var path in new[] { "baseline.yaml/x", "nosuch/x", "sub" })
        {
            var ran = await _folder.RunAsync(WordsOf(command.Replace(output, path, StringComparison.Ordinal)));

            Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
            Assert.Contains($"\"{path}\" cannot be written", ran.Error, StringComparison.Ordinal);
            Assert.Contains(NameOf(command, output), ran.Error, StringComparison.Ordinal);
            Assert.Single(Regex.Matches(ran.Error, "error BL"));
            Assert.Equal(before, Contents());
        }
    }

    [Fact]
    public async Task The_file_that_GITHUB_OUTPUT_names_is_proved_too()
    {
        await PrepareAsync();
        _folder.Variables["GITHUB_OUTPUT"] = _folder.At("nosuch/output");
        var before = Contents();

        var ran = await _folder.RunAsync("apply", "--emulator", "estate.json", "--auto-approve", "--outputs", "github");

        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        Assert.Contains("cannot be written: its folder does not exist.", ran.Error, StringComparison.Ordinal);
        Assert.Equal(before, Contents());
    }

    public static TheoryData<string> Disguises() => ["./{0}", "{1}/{0}", "sub/../{0}", "symbolic", "hard", "folder/{0}"];

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task An_output_that_is_another_file_of_the_command_is_refused(string command, string pair)
    {
        await PrepareAsync();
        var (output, other) = (pair.Split(' ')[0], pair.Split(' ')[1]);
        var before = Contents();

        var ran = await _folder.RunAsync(WordsOf(command.Replace(output, other[1..], StringComparison.Ordinal)));

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("error BL0014: ", ran.Error, StringComparison.Ordinal);
        Assert.Contains(NameOf(command, output), ran.Error, StringComparison.Ordinal);
        Assert.Contains(NameOf(command, other), ran.Error, StringComparison.Ordinal);
        Assert.Contains("Fix: Give ", ran.Error, StringComparison.Ordinal);
        Assert.Equal("", ran.Output);
        Assert.Equal(before, Contents());
    }

    [Fact]
    public async Task Every_option_that_names_a_file_is_in_the_table()
    {
        foreach (var commands in Commands.GroupBy(command => command.Split(' ')[0]))
        {
            var help = await _folder.RunAsync("help", commands.Key);
            var known = commands.SelectMany(command => FileOption().Matches(command)).Select(match => match.Groups[1].Value).Distinct().Order();
            var offered = OfferedFile().Matches(help.Output).Select(match => match.Groups[1].Value).Distinct().Order();
            Assert.Equal(offered, known.Where(option => option is not ("--format" or "--against" or "--outputs")));
        }

        var all = await _folder.RunAsync("--help");
        var untold = CommandName().Matches(all.Output[all.Output.IndexOf("Commands:", StringComparison.Ordinal)..])
            .Select(match => match.Groups[1].Value).Except(Commands.Select(command => command.Split(' ')[0])).ToList();
        Assert.Contains("version", untold);
        foreach (var name in untold)
        {
            Assert.DoesNotMatch(OfferedFile(), (await _folder.RunAsync("help", name)).Output);
        }
    }

    [Theory]
    [MemberData(nameof(Disguises))]
    public async Task A_file_is_known_under_another_name(string name)
    {
        var path = string.Format(null, name, "estate.json", Path.GetDirectoryName(_folder.At("estate.json")));
        Directory.CreateDirectory(_folder.At("sub"));
        File.CreateSymbolicLink(_folder.At("symbolic"), "estate.json");
        Directory.CreateSymbolicLink(_folder.At("folder"), ".");
        if (name == "hard")
        {
            Assert.SkipWhen(OperatingSystem.IsWindows(), "Two names of a file are not told from two files there.");
            using var link = Process.Start("ln", [_folder.At("estate.json"), _folder.At("hard")]);
            await link.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var before = _folder.Read("estate.json");

        var ran = await _folder.RunAsync("plan", "--estate", "estate.json", "--out", path);

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains($"--out \"{path}\" is the same file as --estate \"estate.json\"", ran.Error, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Read("estate.json"));
    }

    [Theory]
    [InlineData("plan --estate estate.json --out base.yaml")]
    [InlineData("plan --estate estate.json --format csv=base.yaml")]
    [InlineData("plan --estate estate.json --out ./deep.yaml")]
    [InlineData("plan -f other.yaml --against file:baseline.yaml --estate estate.json --out deep.yaml")]
    [InlineData("snapshot --estate estate.json --out base.yaml")]
    [InlineData("apply --emulator estate.json --auto-approve --journal deep.yaml")]
    public async Task What_a_document_extends_is_kept_too(string command)
    {
        File.Copy(_folder.At("baseline.yaml"), _folder.At("other.yaml"));
        File.Move(_folder.At("baseline.yaml"), _folder.At("deep.yaml"));
        await File.WriteAllTextAsync(_folder.At("base.yaml"), "extends: [deep.yaml]\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            _folder.At("baseline.yaml"), "apiVersion: baseline/v1\nextends: [base.yaml]\n", TestContext.Current.CancellationToken);
        var before = Contents();

        var ran = await _folder.RunAsync(command.Split(' '));

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("is the same file as a file that \"baseline.yaml\" extends, and would overwrite it", ran.Error, StringComparison.Ordinal);
        Assert.Equal(before, Contents());
    }

    [Theory]
    [InlineData("plan --estate estate.json --out baseline.yaml", "--file \"baseline.yaml\"")]
    [InlineData("snapshot --emulator estate.json --out baseline.yaml", "--file \"baseline.yaml\"")]
    [InlineData("undo run.jsonl --emulator estate.json --auto-approve --journal estate.json.lock", "the .lock file of --emulator")]
    [InlineData("merge 1.json --out baseline.yaml", "--file \"baseline.yaml\"")]
    [InlineData("plan --estate estate.json --out new --format markdown=./new", "--out \"new\"")]
    [InlineData("plan --estate estate.json --format csv=new --format json=new", "--format csv \"new\"")]
    public async Task What_nobody_typed_is_kept_too(string command, string other)
    {
        await PrepareAsync();
        var before = Contents();

        var ran = await _folder.RunAsync(command.Split(' '));

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains($"is the same file as {other}", ran.Error, StringComparison.Ordinal);
        Assert.Equal(before, Contents());
    }

    [Theory]
    [InlineData("plan --estate estate.json --out plan.json --format csv=old.csv")]
    [InlineData("plan --estate estate.json --out /dev/null --format csv=/dev/null")]
    [InlineData("plan --estate estate.json --out /dev/stdout --format csv=/dev/stdout")]
    [InlineData("snapshot --estate estate.json --out old.csv")]
    [InlineData("snapshot --emulator estate.json --subscription 11111111-1111-1111-1111-111111111111 --out old.csv")]
    [InlineData("init --force --estate estate.json")]
    [InlineData("init --out - --estate estate.json")]
    [InlineData("fmt baseline.yaml")]
    [InlineData("plan --against main --estate estate.json --out main")]
    public async Task What_is_meant_to_be_replaced_is(string command)
    {
        await PrepareAsync();

        var ran = await _folder.RunAsync(command.Split(' '));

        Assert.DoesNotContain("BL0014", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_refusal_names_both_and_says_what_to_do()
    {
        var ran = await _folder.RunAsync("plan", "--emulator", "estate.json", "--out", "estate.json");

        Assert.Equal(
            "error BL0014: Output would replace an input\n\n"
                + "  --out \"estate.json\" is the same file as --emulator \"estate.json\", and would overwrite it. "
                + "Nothing was read from Azure or written.\n"
                + "  Fix: Give --out a file of its own.\n\n",
            ran.Error);
    }

    /// <summary>A document is known by what it says, whatever its name, and only init writes one.</summary>
    [Theory]
    [MemberData(nameof(Outputs))]
    public async Task An_output_over_a_document_that_the_command_does_not_read_is_refused(string command, string output)
    {
        await PrepareAsync();
        File.Copy(_folder.At("baseline.yaml"), _folder.At("notes.txt"));
        var before = Contents();

        var ran = await _folder.RunAsync(WordsOf(command.Replace(output, "notes.txt", StringComparison.Ordinal)));

        if (command.StartsWith("init ", StringComparison.Ordinal))
        {
            Assert.DoesNotContain("BL0014", ran.Error, StringComparison.Ordinal);
            return;
        }

        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        Assert.StartsWith("error BL0014: Output would replace a document", ran.Error, StringComparison.Ordinal);
        Assert.Contains($"{NameOf(command, output)}\"notes.txt\" is a baseline document", ran.Error, StringComparison.Ordinal);
        Assert.Equal(before, Contents());
    }

    [Theory]
    [InlineData("apiVersion: baseline/v1\nextends: [base.yaml]\n", true)]
    [InlineData("# Ours.\r\n\r\nkind: Baseline\r\n", true)]
    [InlineData("""{ "apiVersion": "baseline/v1", "controls": {} }""", true)]
    [InlineData("""{ "formatVersion": 1, "subscriptions": [] }""", false)]
    [InlineData("a: b\n", false)]
    [InlineData("", false)]
    public async Task A_document_is_known_by_its_content(string content, bool isDocument)
    {
        await File.WriteAllTextAsync(_folder.At("some.json"), content, TestContext.Current.CancellationToken);

        var ran = await _folder.RunAsync("snapshot", "--estate", "estate.json", "--out", "some.json");

        Assert.Equal(isDocument, ran.Error.Contains("BL0014", StringComparison.Ordinal));
        Assert.Equal(isDocument, _folder.Read("some.json") == content);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private static bool IsFile(string word) => word.Length > 2 && word[0] is '+' or '-' && word[1] != '-';

    private static string[] WordsOf(string command) =>
    [
        .. command.Split(' ').Select(word => MarkedFile().Replace(word, "$1")),
    ];

    /// <summary>What the file is called in the message.</summary>
    private static string NameOf(string command, string file)
    {
        var words = command.Split(' ');
        var at = Array.FindIndex(words, word => word.EndsWith(file, StringComparison.Ordinal));
        return words[at].IndexOf('=', StringComparison.Ordinal) is var equals and > 0 ? $"{words[at - 1]} {words[at][..equals]} "
            : words[0] == "merge" && at is (1 or 2) ? "a shard's plan "
            : file == "-plan.json" ? "the saved plan "
            : file == "-run.jsonl" ? "the journal "
            : $"{words[at - 1]} ";
    }

    private async Task PrepareAsync()
    {
        File.Copy(_folder.At("baseline.yaml"), _folder.At("other.yaml"));
        await File.WriteAllTextAsync(_folder.At("old.csv"), "old", TestContext.Current.CancellationToken);
        Assert.Equal(0, (await _folder.RunAsync("plan", "--emulator", "estate.json", "--out", "plan.json")).ExitCode);
        await _folder.RunAsync("apply", "--emulator", "estate.json", "--auto-approve", "--journal", "run.jsonl");
    }

    private SortedDictionary<string, string> Contents()
    {
        var folder = Path.GetDirectoryName(_folder.At("estate.json")) ?? "";
        return new(
            Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(file => file, File.ReadAllText, StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    [GeneratedRegex(@"(--[a-z-]+) (?:[a-z]+=)?[-+](?!-)")]
    private static partial Regex FileOption();

    [GeneratedRegex(@"(--[a-z-]+) <file>")]
    private static partial Regex OfferedFile();

    [GeneratedRegex(@"^  ([a-z]+)", RegexOptions.Multiline)]
    private static partial Regex CommandName();

    [GeneratedRegex(@"^((?:[a-z]+=)?)[-+](?!-)")]
    private static partial Regex MarkedFile();
}
