using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Commands;

/// <summary>A part of the document and estate at a time.</summary>
public sealed class PartTests : IDisposable
{
    private const string Payments = "22222222-2222-2222-2222-222222222222";
    private readonly Workspace _workspace = new("fleet");

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("text")]
    [InlineData("markdown")]
    [InlineData("html")]
    [InlineData("sarif")]
    [InlineData("junit")]
    [InlineData("csv")]
    [InlineData("json")]
    public async Task Every_form_says_for_which_part_the_plan_is(string format)
    {
        var ran = await _workspace.RunAsync("plan", "--estate", "estate.json", "--only", "subscription=payments", "--format", format);

        Assert.Equal(3, ran.ExitCode);
        Assert.Contains(format == "json" ? "\"subscription=payments\"" : "Only subscription Payments.", ran.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("kv-shop", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_of_the_first_changes_reads_as_agreed()
    {
        var ran = await _workspace.RunAsync(
            "plan", "--estate", "estate.json", "--only", "subscription=Payments", "--max-changes", "2", "--detailed-exitcode");

        Assert.Equal(3, ran.ExitCode);
        Golden.Match(ran.Output, "cli/plan-part.txt");
    }

    [Fact]
    public async Task What_waits_for_a_later_plan_is_not_as_it_should_be()
    {
        await _workspace.RunAsync("plan", "--estate", "estate.json", "--max-changes", "1", "--out", "plan.json");

        var later = await _workspace.RunAsync("show", "plan.json", "--only", "resource=kv-shop-media");
        var mixed = await _workspace.RunAsync("show", "plan.json", "--only", "resource=kv-shop*");

        Assert.Contains(" None of the plan's first changes is here; 14 are left for later plans.\n", later.Output, StringComparison.Ordinal);
        Assert.Contains("\nNo changes here. 1 finding is left for later plans.\n", later.Output, StringComparison.Ordinal);
        Assert.Contains("\nNo changes. 1 finding is blocked, 2 are left for later plans.\n", mixed.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("subscription=Paym", "Did you mean \"Payments\"?")]
    [InlineData("control=KeyVault-04", "Did you mean \"KeyVault-004\"?")]
    [InlineData("resourceGroup=rg-payment", "Did you mean \"rg-payments\"?")]
    [InlineData("resource=kv-pay-apo", "\"kv-pay-api\"")]
    [InlineData("type=*nosuch*", "microsoft.keyvault/vaults")]
    [InlineData("tag=nosuch=prod", "  Fix: ")]
    public async Task What_matches_nothing_is_refused_with_the_nearest_names(string only, string fix)
    {
        var ran = await _workspace.RunAsync("plan", "--estate", "estate.json", "--only", only);

        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        Assert.Contains($"error BL0031: Nothing matches\n\n  --only {only} matches nothing", ran.Error, StringComparison.Ordinal);
        Assert.Contains(fix, ran.Error, StringComparison.Ordinal);
    }

    /// <summary>Names are other people's text: one with a line break in it does not end the sentence.</summary>
    [Fact]
    public async Task A_name_with_a_line_break_stays_on_its_line()
    {
        _workspace.Edit("estate.json", "\"Payments\"", "\"Payments\\n::error::forged\"");

        var ran = await _workspace.RunAsync("plan", "--estate", "estate.json", "--only", "subscription=Paym\nents");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("--only subscription=Paym\\u{0A}ents matches nothing", ran.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("Payments\\u{0A}::error::forged", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conditions_that_match_nothing_together_are_refused()
    {
        var ran = await _workspace.RunAsync(
            "plan", "--estate", "estate.json", "--only", "subscription=Retail", "--only", "resource=kv-pay-*");

        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        Assert.Contains("BL0032: Nothing matches both", ran.Error, StringComparison.Ordinal);
        Assert.Contains("subscription Retail, resource kv-pay-*", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--only sub=x", "--only can't be \"sub=x\". It is kind=value, where kind is one of: subscription, control, resourceGroup, resource, type, tag.")]
    [InlineData("--only controll=x", "Did you mean control=?")]
    [InlineData("--only subscription=", "--only can't be \"subscription=\": a value is missing, as in subscription=NAME.")]
    [InlineData("--max-changes 0", "--max-changes can't be \"0\": it is a number from 1.")]
    [InlineData("--shard 9/8", "--shard can't be \"9/8\": it is i/n, such as 2/8, with i from 1 to n and n up to 1000.")]
    [InlineData("--allow-wave because", "--allow-wave is for --wave alone.")]
    public async Task A_part_that_is_none_is_refused(string options, string message)
    {
        var ran = await _workspace.RunAsync(["plan", "--estate", "estate.json", .. options.Split(' ')]);

        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        Assert.Contains(message, ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("subscription=payments", false)]
    [InlineData("subscription=Paym*", false)]
    [InlineData($"subscription={Payments}", false)]
    [InlineData("subscription=Paym*", true)]
    public async Task A_snapshot_takes_some_subscriptions_alone_and_says_so(string only, bool withoutDocument)
    {
        if (withoutDocument)
        {
            File.Delete(_workspace.At("baseline.yaml"));
        }

        var ran = await _workspace.RunAsync("snapshot", "--emulator", "estate.json", "--out", "part.json", "--only", only);
        var captured = _workspace.Read("part.json");

        Assert.Contains($" in part.json. Only {only.Replace('=', ' ')}. 1 resource could not be read", ran.Error, StringComparison.Ordinal);
        Assert.Contains("vaults/kv-pay-api", captured, StringComparison.Ordinal);
        Assert.DoesNotContain("kv-shop", captured, StringComparison.Ordinal);
    }

    /// <summary>What is captured of a part gives the same plan for that part as the whole estate does.</summary>
    [Fact]
    public async Task A_part_that_was_captured_is_planned_as_the_part_of_the_whole()
    {
        await _workspace.RunAsync("snapshot", "--emulator", "estate.json", "--out", "part.json", "--only", "subscription=Payments");

        var refused = await _workspace.RunAsync("snapshot", "--estate", "estate.json", "--out", "part.json", "--only", "subscription=Payments");
        var whole = await _workspace.RunAsync("plan", "--emulator", "estate.json", "--only", "subscription=Payments", "--format", "csv");
        var part = await _workspace.RunAsync("plan", "--estate", "part.json", "--only", "subscription=Payments", "--format", "csv");

        Assert.Equal(whole.Output, part.Output);
        Assert.Contains("a captured file is taken as a whole", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_document_covers_the_subscriptions_of_a_part()
    {
        var ran = await _workspace.RunAsync("init", "--estate", "estate.json", "--out", "-", "--only", "subscription=Paym*", "--only", "subscription=Platform");

        Assert.Contains($"    - {Payments}  # Payments\n", ran.Output, StringComparison.Ordinal);
        Assert.Contains("  # Platform\n", ran.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("33333333", ran.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("subscription=Paymets", "Did you mean \"Payments\"?")]
    [InlineData("subscription=zzz*", "Name one of: Payments, Platform, Retail.")]
    [InlineData("tag=env=prod", "an estate is read by whole subscriptions")]
    [InlineData("subscripton=x", "Did you mean subscription=?")]
    public async Task What_is_no_part_of_an_estate_is_not_captured(string only, string says)
    {
        foreach (var command in new[] { "init", "snapshot" })
        {
            var ran = await _workspace.RunAsync(command, "--emulator", "estate.json", "--out", "new.file", "--only", only);

            Assert.Equal(1, ran.ExitCode);
            Assert.Contains(says, ran.Error, StringComparison.Ordinal);
            Assert.False(File.Exists(_workspace.At("new.file")));
        }
    }

    [Theory]
    [InlineData("subscription=payments")]
    [InlineData("resource=kv-pay-*")]
    [InlineData("control=keyvault-004 resourceGroup=rg-payments")]
    [InlineData("type=*/vaults subscription=22222222*")]
    public async Task A_saved_plan_is_read_in_part_as_it_would_have_been_planned(string conditions)
    {
        string[] only = [.. conditions.Split(' ').SelectMany(condition => (string[])["--only", condition])];
        await _workspace.RunAsync("plan", "--estate", "estate.json", "--out", "plan.json");

        var planned = await _workspace.RunAsync(["plan", "--estate", "estate.json", .. only, "--format", "csv"]);
        var shown = await _workspace.RunAsync(["show", "plan.json", .. only, "--format", "csv"]);
        var text = await _workspace.RunAsync(["show", "plan.json", .. only]);

        Assert.Equal((0, Verdicts(planned.Output)), (shown.ExitCode, Verdicts(shown.Output)));
        Assert.Contains(" Only ", text.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("kv-shop", text.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--only resource=kv-nope", "error BL0031: Nothing matches")]
    [InlineData("--only subscription=Retail --only resource=kv-pay-*", "error BL0032: Nothing matches both")]
    [InlineData("--only tag=env=prod", "a saved plan does not keep it")]
    [InlineData("--only subscription=Retail --format json", "--only can't be given with --format json, which is for the whole plan.")]
    [InlineData("--only subscription=Retail --format html=p.html", "--only can't be given with --format html, which is for the whole plan.")]
    public async Task What_is_no_part_of_a_saved_plan_is_not_shown(string arguments, string says)
    {
        await _workspace.RunAsync("plan", "--estate", "estate.json", "--out", "plan.json");

        var ran = await _workspace.RunAsync(["show", "plan.json", .. arguments.Split(' ')]);

        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        Assert.Contains(says, ran.Error, StringComparison.Ordinal);
    }

    /// <summary>A change of the part brings with it what it rests on, whatever that serves beside.</summary>
    [Fact]
    public async Task A_change_that_is_shown_has_its_whole_chain()
    {
        using var workspace = new Workspace();
        await workspace.RunAsync("plan", "--estate", "estate.json", "--out", "plan.json");

        var text = (await workspace.RunAsync("show", "plan.json", "--only", "control=Monitor-006")).Output;
        var other = (await workspace.RunAsync("show", "plan.json", "--only", "control=KeyVault-004")).Output;

        Assert.Contains("role assignment", text, StringComparison.Ordinal);
        Assert.DoesNotContain("role assignment", other, StringComparison.Ordinal);
    }

    /// <summary>The rows without the numbers of the changes and the words for the part.</summary>
    private static string Verdicts(string csv) => string.Join('\n', csv.Split('\n').Select(row => string.Join(',', row.Split(',').Take(6))));

    [Fact]
    public async Task After_an_apply_the_part_is_empty_and_the_rest_is_as_it_was()
    {
        string[] part = ["--emulator", "estate.json", "--only", $"subscription={Payments}", "--only", "control=keyvault-004"];

        var applied = await _workspace.RunAsync(["apply", .. part, "--auto-approve"]);
        var again = await _workspace.RunAsync(["plan", .. part]);
        var rest = await _workspace.RunAsync("plan", "--emulator", "estate.json");

        Assert.Contains("Only subscription Payments, control KeyVault-004.", applied.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Changes (", again.Output, StringComparison.Ordinal);
        Assert.Contains("kv-shop", rest.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_saved_plan_says_itself_for_which_part_it_is()
    {
        await _workspace.RunAsync("plan", "--emulator", "estate.json", "--only", "subscription=Retail", "--out", "plan.json");

        var refused = await _workspace.RunAsync("apply", "plan.json", "--emulator", "estate.json", "--only", "subscription=Retail");
        var applied = await _workspace.RunAsync("apply", "plan.json", "--emulator", "estate.json");

        Assert.Contains("--only can't be given with a saved plan: it says itself for which part it is.", refused.Error, StringComparison.Ordinal);
        Assert.Equal(2, applied.Output.Split("Only subscription Retail.").Length - 1);
        Assert.DoesNotContain("kv-pay", applied.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--wave nosuch", "BL0030: No such wave")]
    [InlineData("--only control=KeyVault-04", "--only control=KeyVault-04 matches nothing: the document has no such control.")]
    [InlineData("--only control=KeyVault-004 --only control=Nosuch-1", "--only control=Nosuch-1 matches nothing")]
    public async Task A_part_that_the_document_has_not_is_refused_before_anything_is_read(string part, string error)
    {
        foreach (var command in new[] { "plan", "apply" })
        {
            var ran = await _workspace.RunAsync([command, "--emulator", "no-estate.json", .. part.Split(' ')]);

            Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
            Assert.Contains(error, ran.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("no-estate.json", ran.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_wave_waits_for_the_wave_before()
    {
        _workspace.Edit("baseline.yaml", "\ncontrols:", "\nrollout:\n  - { name: canary, only: { resource: [kv-shop-*] } }\n  - { name: rest, after: canary }\ncontrols:");

        var early = await _workspace.RunAsync("plan", "--emulator", "estate.json", "--wave", "rest", "--outputs", "dotenv=early.env");
        var applied = await _workspace.RunAsync(
            "apply", "--emulator", "estate.json", "--wave", "rest", "--auto-approve", "--outputs", "dotenv=applied.env");
        var allowed = await _workspace.RunAsync("plan", "--emulator", "estate.json", "--wave", "rest", "--allow-wave", "CHG-1", "--format", "json");
        await _workspace.RunAsync("apply", "--emulator", "estate.json", "--wave", "canary", "--auto-approve");
        var next = await _workspace.RunAsync("plan", "--emulator", "estate.json", "--wave", "rest");
        var unknown = await _workspace.RunAsync("plan", "--emulator", "estate.json", "--wave", "canery");

        Assert.Equal((4, ""), (early.ExitCode, early.Output));
        Assert.Contains("BL5120: The wave before is not done", early.Error, StringComparison.Ordinal);
        Assert.Contains("in which 2 changes are left (kv-shop-loyalty, kv-shop-media). Nothing was changed.", early.Error, StringComparison.Ordinal);
        Assert.Equal(4, applied.ExitCode);
        Assert.All(["early.env", "applied.env"], file =>
        {
            Assert.Contains("changes=0\ncreate=0\nupdate=0\ndelete=0\n", _workspace.Read(file), StringComparison.Ordinal);
            Assert.EndsWith("over_limits=0\ndigest=\nverdict=waiting\n", _workspace.Read(file), StringComparison.Ordinal);
        });
        Assert.Contains("baseline plan --emulator estate.json --wave rest --outputs dotenv=early.env --allow-wave REASON", early.Error, StringComparison.Ordinal);
        Assert.Contains("\"waits\": \"canary\",\n      \"reason\": \"CHG-1\"", allowed.Output, StringComparison.Ordinal);
        Assert.Equal(3, next.ExitCode);
        Assert.Contains("Only wave rest.", next.Output, StringComparison.Ordinal);
        Assert.Contains("BL0030: No such wave", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean \"canary\"?", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shards_are_merged_into_the_plan_of_everything()
    {
        for (var index = 1; index <= 3; index++)
        {
            await _workspace.RunAsync("plan", "--estate", "estate.json", "--shard", $"{index}/3", "--out", $"{index}.json");
        }

        await _workspace.RunAsync("plan", "--estate", "estate.json", "--out", "whole.json");
        var merged = await _workspace.RunAsync("merge", "1.json", "2.json", "3.json", "--out", "merged.json", "--format", "html=merged.html");

        Assert.Equal(3, merged.ExitCode);
        Assert.Equal(_workspace.Read("whole.json"), _workspace.Read("merged.json"));
        Assert.Equal(0, (await _workspace.RunAsync("merge", "1.json", "2.json", "3.json", "--fail-on", "none")).ExitCode);
        await AssertRefusedAsync("BL0035", "Of 3 shards, 2 is missing.", "1.json", "3.json");
        await AssertRefusedAsync("BL0035", "Of 3 shards, 1 is there twice.", "1.json", "2.json", "3.json", "1.json");
        await AssertRefusedAsync("BL0033", "whole.json was not made with --shard.", "1.json", "whole.json");
        await _workspace.RunAsync("plan", "--estate", "estate.json", "--shard", "2/2", "--out", "other.json");
        await AssertRefusedAsync("BL0034", "1.json and other.json differ in the number of shards.", "1.json", "other.json");
    }

    /// <summary>
    /// An account gets an identity, a key and protection in one plan, by three writes of one method; and there are changes of every rank.
    /// </summary>
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Shards_of_every_control_are_the_whole_byte_for_byte(int count)
    {
        using var workspace = new Workspace("landing-zone");
        workspace.Edit("baseline.yaml", "resourceGroup: rg-monitoring ", "resourceGroup: { name: rg-monitoring, create: { location: westeurope } } ");
        List<string> shards = [.. Enumerable.Range(1, count).Select(index => $"{index}.json")];
        foreach (var shard in shards)
        {
            await workspace.RunAsync("plan", "--estate", "estate.json", "--shard", $"{shard[..1]}/{count}", "--out", shard);
        }

        await workspace.RunAsync("plan", "--estate", "estate.json", "--out", "whole.json");
        var merged = await workspace.RunAsync(["merge", .. shards, "--out", "merged.json"]);

        Assert.Equal(3, merged.ExitCode);
        Assert.Equal(workspace.Read("whole.json"), workspace.Read("merged.json"));
    }

    [Fact]
    public async Task Shards_of_another_document_or_of_a_changed_estate_are_refused()
    {
        await _workspace.RunAsync("plan", "--emulator", "estate.json", "--shard", "1/1", "--out", "one.json");
        _workspace.Edit("baseline.yaml", "name: azure-logging", "name: azure-logs");

        var ran = await _workspace.RunAsync("merge", "one.json");

        Assert.Equal((5, ""), (ran.ExitCode, ran.Output));
        Assert.Contains("BL5101", ran.Error, StringComparison.Ordinal);
    }

    private async Task AssertRefusedAsync(string code, string detail, params string[] plans)
    {
        var ran = await _workspace.RunAsync(["merge", .. plans]);

        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        Assert.Contains($"error {code}:", ran.Error, StringComparison.Ordinal);
        Assert.Contains(detail, ran.Error, StringComparison.Ordinal);
    }
}
