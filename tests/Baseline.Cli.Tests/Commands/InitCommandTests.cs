using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Commands;

public sealed class InitCommandTests : IDisposable
{
    private const string Payments = "22222222-2222-2222-2222-222222222222";
    private readonly Workspace _workspace = new("fleet");

    [Theory]
    [InlineData("conformity", 0)]
    [InlineData("fleet", 3)]
    [InlineData("landing-zone", 3)]
    public async Task The_first_document_of_an_example_is_valid_and_can_be_planned_with(string example, int exitCode)
    {
        using var workspace = new Workspace(example);

        var wrote = await workspace.RunAsync("init", "--estate", "estate.json", "--out", "first.yaml");
        var validated = await workspace.RunAsync("validate", "-f", "first.yaml");
        var planned = await workspace.RunAsync("plan", "-f", "first.yaml", "--estate", "estate.json");

        Golden.Match(workspace.Read("first.yaml"), $"cli/init-{example}.yaml");
        Assert.Equal((exitCode, ""), (wrote.ExitCode, wrote.Output));
        Assert.Equal((0, ""), (validated.ExitCode, validated.Error));
        Assert.Equal(exitCode, planned.ExitCode);
        Assert.StartsWith("Plan: ", planned.LastLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--estate estate.json --out first.yaml", "baseline plan -f first.yaml --estate estate.json")]
    [InlineData("--emulator estate.json --force", "baseline plan --emulator estate.json")]
    public async Task It_says_how_to_plan_the_same_estate_with_the_new_document(string args, string next)
    {
        var wrote = await _workspace.RunAsync(["init", .. args.Split(' ')]);

        Assert.Contains($"go on with:\n    {next}\n", wrote.Error, StringComparison.Ordinal);
    }

    /// <summary>The document for a standard leaves nothing out that a control could hold.</summary>
    [Theory]
    [InlineData("cis-6.0")]
    [InlineData("mcsb")]
    [InlineData("conformity")]
    public async Task The_document_for_a_standard_wants_all_of_it_that_a_control_holds(string standard)
    {
        await _workspace.RunAsync("init", "--estate", "estate.json", "--standard", standard, "--out", "proposed.yaml");
        var covered = await _workspace.RunAsync("controls", "--standard", standard, "-f", "proposed.yaml");

        Assert.Equal(0, covered.ExitCode);
        Assert.DoesNotContain("Not wanted", covered.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task It_proposes_what_a_standard_asks_for()
    {
        var wrote = await _workspace.RunAsync("init", "--estate", "estate.json", "--standard", "cis-5.0", "--out", "cis.yaml");
        var covered = await _workspace.RunAsync("controls", "--standard", "cis-5.0", "-f", "cis.yaml");
        var unknown = await _workspace.RunAsync("init", "--estate", "estate.json", "--standard", "cis-9.0", "--out", "-");

        Assert.Equal(3, wrote.ExitCode);
        Assert.Contains("\n  ActivityLogAlerts:\n    operations: [cis]\n", _workspace.Read("cis.yaml"), StringComparison.Ordinal);
        Assert.DoesNotContain("Not wanted", covered.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("cis-6.0", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_emulator_gives_the_same_document_as_the_captured_estate()
    {
        var captured = await _workspace.RunAsync("init", "--estate", "estate.json", "--out", "-");
        var emulated = await _workspace.RunAsync("init", "--emulator", "estate.json", "--out", "-");

        Assert.Equal(captured.Output, emulated.Output);
    }

    [Fact]
    public async Task A_document_that_is_there_is_replaced_only_when_told_to()
    {
        var before = _workspace.Read("baseline.yaml");

        var refused = await _workspace.RunAsync("init", "--estate", "estate.json");
        var kept = _workspace.Read("baseline.yaml");
        var forced = await _workspace.RunAsync("init", "--estate", "estate.json", "--force");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("BL0008: Document exists already", refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, kept);
        Assert.Equal(3, forced.ExitCode);
        Assert.Contains("`baseline init` proposed it", _workspace.Read("baseline.yaml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Payments)]
    [InlineData("Payments")]
    [InlineData("payments")]
    public async Task Only_the_named_subscriptions_are_covered(string name)
    {
        var ran = await _workspace.RunAsync("init", "--estate", "estate.json", "--out", "-", "--subscription", name);

        Assert.Contains($"    - {Payments}  # Payments\n", ran.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("33333333", ran.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Paymets", "Did you mean \"Payments\"?")]
    [InlineData("nothing-like-it", "az account list")]
    public async Task A_name_that_no_subscription_has_is_answered_with_the_nearest(string name, string fix)
    {
        foreach (var command in new[] { "init", "snapshot" })
        {
            var ran = await _workspace.RunAsync(command, "--estate", "estate.json", "--out", "new.file", "--subscription", name);

            Assert.Equal(1, ran.ExitCode);
            Assert.Contains("error BL0016: No single subscription of that name", ran.Error, StringComparison.Ordinal);
            Assert.Contains(fix, ran.Error, StringComparison.Ordinal);
            Assert.False(File.Exists(_workspace.At("new.file")));
        }
    }

    [Fact]
    public async Task A_name_that_two_subscriptions_have_is_not_guessed()
    {
        _workspace.Edit("estate.json", "\"displayName\": \"Retail\"", "\"displayName\": \"Payments\"");

        var ran = await _workspace.RunAsync("init", "--estate", "estate.json", "--out", "-", "--subscription", "Payments");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains($"{Payments}, 33333333-3333-3333-3333-333333333333", ran.Error, StringComparison.Ordinal);
        Assert.Contains("Fix: Name one by its GUID.", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Editors_find_the_schema_beside_the_document_that_names_it()
    {
        var wrote = await _workspace.RunAsync("init", "--estate", "estate.json", "--out", "first.yaml");
        var schema = await _workspace.RunAsync("schema");

        Assert.StartsWith("# yaml-language-server: $schema=./baseline.schema.json\n", _workspace.Read("first.yaml"), StringComparison.Ordinal);
        Assert.Equal(schema.Output, _workspace.Read("baseline.schema.json"));
        Assert.Contains("Editors complete the document with baseline.schema.json: commit it too.\n", wrote.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_schema_is_not_spoken_of_again()
    {
        await _workspace.RunAsync("init", "--estate", "estate.json", "--out", "first.yaml");

        var again = await _workspace.RunAsync("init", "--estate", "estate.json", "--out", "first.yaml", "--force");

        Assert.Contains("Wrote first.yaml.", again.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("schema.json", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_that_is_there_stays_and_a_document_that_is_printed_names_none()
    {
        await File.WriteAllTextAsync(_workspace.At("baseline.schema.json"), "mine", TestContext.Current.CancellationToken);

        var wrote = await _workspace.RunAsync("init", "--estate", "estate.json", "--out", "first.yaml");
        var printed = await _workspace.RunAsync("init", "--estate", "estate.json", "--out", "-");

        Assert.Equal("mine", _workspace.Read("baseline.schema.json"));
        Assert.Contains(
            "baseline.schema.json is there, is not the schema of this version of baseline, and was left as it is.",
            wrote.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain("schema.json", printed.Error, StringComparison.Ordinal);
        Assert.StartsWith("# What must hold", printed.Output, StringComparison.Ordinal);
    }

    /// <summary>What git ignores already is not said again, wherever it is said.</summary>
    [Theory]
    [InlineData(".gitignore", null, ".baseline/\n")]
    [InlineData(".gitignore", "bin/", "bin/\n.baseline/\n")]
    [InlineData(".gitignore", "bin/\r\n", "bin/\r\n.baseline/\r\n")]
    [InlineData(".gitignore", "/.baseline\n", "/.baseline\n")]
    [InlineData("team/.gitignore", "# .baseline/\n", "# .baseline/\n.baseline/\n")]
    [InlineData("team/.gitignore", "/.baseline/\n", "/.baseline/\n")]
    public async Task In_a_repository_git_ignores_the_runs_beside_the_document(string file, string? before, string after)
    {
        Directory.CreateDirectory(_workspace.At(".git"));
        Directory.CreateDirectory(_workspace.At("team"));
        if (before is not null)
        {
            await File.WriteAllTextAsync(_workspace.At(file), before, TestContext.Current.CancellationToken);
        }

        var document = file.Replace(".gitignore", "first.yaml", StringComparison.Ordinal);
        var wrote = await _workspace.RunAsync("init", "--estate", "estate.json", "--out", document);

        Assert.Equal(after, _workspace.Read(file));
        Assert.Equal(before != after, wrote.Error.Contains("Git ignores ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_line_of_the_repositorys_root_counts_for_folders_below_it()
    {
        Directory.CreateDirectory(_workspace.At(".git"));
        Directory.CreateDirectory(_workspace.At("team"));
        await File.WriteAllTextAsync(_workspace.At(".gitignore"), ".baseline/\n", TestContext.Current.CancellationToken);

        await _workspace.RunAsync("init", "--estate", "estate.json", "--out", "team/first.yaml");

        Assert.False(File.Exists(_workspace.At("team/.gitignore")));
    }

    [Fact]
    public async Task Outside_a_repository_nothing_is_ignored()
    {
        await _workspace.RunAsync("init", "--estate", "estate.json", "--out", "first.yaml");

        Assert.False(File.Exists(_workspace.At(".gitignore")));
    }

    public void Dispose() => _workspace.Dispose();
}
