using Baseline.Cli.Commands;
using Xunit;

namespace Baseline.Cli.Tests.Commands;

/// <summary>One vault of forty can't be read: the rest is applied, and the run ends as its owner chose.</summary>
public sealed class FailOnTests : IDisposable
{
    private static readonly string[] Apply = ["apply", "--emulator", "estate.json", "--auto-approve"];
    private static readonly string[] Plan = ["plan", "--emulator", "estate.json"];

    private static readonly string[] Unmatched = ["BL2001", "BL2046"];

    private readonly FortyVaults _folder = new();

    [Fact]
    public async Task With_nothing_said_the_rest_is_applied_and_the_run_is_incomplete()
    {
        var (code, terminal) = await _folder.RunAsync([.. Apply, "--outputs", "dotenv=run.env"]);

        Assert.Equal((int)ExitCode.Incomplete, code);
        AssertApplied(terminal);
        Assert.Contains("changes=15\n", _folder.Read("run.env"), StringComparison.Ordinal);
        Assert.Contains("unknown=1\n", _folder.Read("run.env"), StringComparison.Ordinal);
        Assert.EndsWith("verdict=incomplete\n", _folder.Read("run.env"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_document_accepts_as_unreadable_leaves_the_run_complete()
    {
        _folder.AllowUnreadable(FortyVaults.Closed);

        var (code, terminal) = await _folder.RunAsync([.. Apply, "--outputs", "dotenv=run.env"]);
        var (again, after) = await _folder.RunAsync([.. Plan, "--fail-on", "changes,blocked,unknown", "--outputs", "dotenv=plan.env"]);

        Assert.Equal((int)ExitCode.Done, code);
        AssertApplied(terminal);
        Assert.EndsWith("verdict=accepted-unreadable\n", _folder.Read("run.env"), StringComparison.Ordinal);
        Assert.Equal((int)ExitCode.Done, again);
        Assert.Contains("unknown=1\n", _folder.Read("plan.env"), StringComparison.Ordinal);
        Assert.Contains("No changes. What was read matches the baseline; 1 finding is unknown and accepted.", after.Output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Accepted as unreadable. Until 2027-06-30, team-payments: The bank's own network", after.Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_form_shows_it_as_unknown_with_its_exemption()
    {
        _folder.AllowUnreadable(FortyVaults.Closed);

        var (code, _) = await _folder.RunAsync(
            [.. Plan, "--format", "junit=p.xml", "--format", "sarif=p.sarif", "--format", "markdown=p.md", "--format", "csv=p.csv",
                "--format", "html=p.html", "--out", "plan.json"]);
        var (shown, terminal) = await _folder.RunAsync("show", "plan.json");
        var (explained, why) = await _folder.RunAsync("explain", "KeyVault-004", FortyVaults.Closed, "--emulator", "estate.json");

        Assert.Equal((int)ExitCode.Done, code);
        Assert.Contains("errors=\"0\" skipped=\"1\"", _folder.Read("p.xml"), StringComparison.Ordinal);
        Assert.Contains("\"state\": \"unknown\"", _folder.Read("plan.json"), StringComparison.Ordinal);
        Assert.Contains("own network (owner team-payments, until 2027-06-30)", _folder.Read("p.sarif"), StringComparison.Ordinal);
        Assert.Contains("Unknown, and accepted: The bank's own network", _folder.Read("p.md"), StringComparison.Ordinal);
        Assert.DoesNotContain("need a person", _folder.Read("p.md"), StringComparison.Ordinal);
        Assert.Contains("team-payments", _folder.Read("p.csv"), StringComparison.Ordinal);
        Assert.Contains("Unknown, and accepted: The bank", _folder.Read("p.html"), StringComparison.Ordinal);
        Assert.Equal((int)ExitCode.Done, shown);
        Assert.Contains("Accepted as unreadable.", terminal.Output.ToString(), StringComparison.Ordinal);
        Assert.Equal((int)ExitCode.Done, explained);
        Assert.Contains("Accepted as unreadable until 2027-06-30 (team-payments): The bank's own network", why.Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vault_that_can_be_read_is_judged_and_the_exemption_said_to_be_of_no_use()
    {
        _folder.AllowUnreadable("kv-00");

        var (code, terminal) = await _folder.RunAsync([.. Plan, "--outputs", "dotenv=plan.env"]);

        Assert.Equal((int)ExitCode.Incomplete, code);
        Assert.Contains("changes=15\n", _folder.Read("plan.env"), StringComparison.Ordinal);
        Assert.Contains("BL2046", terminal.Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conditions_are_given_with_commas_or_one_by_one()
    {
        var (together, _) = await _folder.RunAsync([.. Plan, "--fail-on", "changes,blocked"]);
        var (apart, _) = await _folder.RunAsync([.. Plan, "--fail-on", "blocked", "--fail-on", "changes"]);
        var (wrong, terminal) = await _folder.RunAsync([.. Plan, "--fail-on", "blocked", "--fail-on", "none"]);

        Assert.Equal((int)ExitCode.NotInDesiredState, together);
        Assert.Equal(together, apart);
        Assert.Equal((int)ExitCode.Error, wrong);
        Assert.Contains("--fail-on none stands alone.", terminal.Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/subscriptions/11111111-1111-1111-1111-111111111111", "BL2046")]
    [InlineData("/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-app", "BL2046")]
    [InlineData("/subscriptions/*", "BL2046")]
    [InlineData("/subscriptions/99999999-9999-9999-9999-999999999999", "BL2001")]
    public async Task What_lies_above_all_that_was_read_needs_no_exemption(string resource, string code)
    {
        File.AppendAllText(
            _folder.At("baseline.yaml"),
            $"exemptions:\n  - control: KeyVault-004\n    resource: {resource}\n    reason: r\n    owner: o\n    expires: 2027-06-30\n    allow: unreadable\n");

        var (_, terminal) = await _folder.RunAsync(Plan);

        Assert.Contains(code, terminal.Output.ToString(), StringComparison.Ordinal);
        Assert.Single(Unmatched, other => terminal.Output.ToString().Contains(other, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("none", ExitCode.Done)]
    [InlineData("changes,blocked,over-limits,expired-exemptions", ExitCode.Done)]
    [InlineData("changes,unknown", ExitCode.Incomplete)]
    public async Task The_rest_is_applied_and_what_is_unknown_counts_only_where_it_is_named(string failOn, ExitCode expected)
    {
        var (code, terminal) = await _folder.RunAsync([.. Apply, "--fail-on", failOn]);

        Assert.Equal((int)expected, code);
        AssertApplied(terminal);
        Assert.Contains("Checked again: nothing is left that can be changed. 1 finding is unknown.", terminal.Output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", ExitCode.Done)]
    [InlineData("changes", ExitCode.NotInDesiredState)]
    [InlineData("blocked", ExitCode.Done)]
    [InlineData("unknown", ExitCode.Incomplete)]
    [InlineData("over-limits", ExitCode.BeyondLimit)]
    [InlineData("expired-exemptions", ExitCode.NotInDesiredState)]
    [InlineData("changes,over-limits,unknown", ExitCode.BeyondLimit)]
    [InlineData("expired-exemptions, unknown", ExitCode.Incomplete)]
    public async Task Each_condition_has_its_own_code(string failOn, ExitCode expected)
    {
        _folder.Exempt("kv-01", "2026-01-31");
        File.AppendAllText(_folder.At("baseline.yaml"), "limits:\n  maxChanges: 3\n");

        var (code, terminal) = await _folder.RunAsync([.. Plan, "--fail-on", failOn, "--outputs", "dotenv=plan.env"]);

        Assert.Equal((int)expected, code);
        Assert.Contains("over_limits=1\n", _folder.Read("plan.env"), StringComparison.Ordinal);
        Assert.EndsWith("verdict=over-limits\n", _folder.Read("plan.env"), StringComparison.Ordinal);
        Assert.Contains("BL2002", terminal.Output.ToString(), StringComparison.Ordinal);
    }

    /// <summary>An exemption may be one of many resources, and a part holds some of them.</summary>
    [Theory]
    [InlineData("kv-01", "resource=kv-01", true)]
    [InlineData("kv-01", "resource=kv-02", false)]
    [InlineData("kv-0*", "resource=kv-01", true)]
    [InlineData("kv-0?", "resource=kv-0*", true)]
    [InlineData("kv-0*", "resource=kv-11", false)]
    [InlineData("*", "control=KeyVault-004", true)]
    [InlineData("*", "type=Microsoft.KeyVault/vaults", true)]
    public async Task An_expired_exemption_counts_in_the_parts_that_it_is_of(string vaults, string part, bool counts)
    {
        _folder.Exempt(vaults, "2026-01-31");

        var (code, _) = await _folder.RunAsync([.. Plan, "--only", part, "--fail-on", "expired-exemptions"]);

        Assert.Equal((int)(counts ? ExitCode.NotInDesiredState : ExitCode.Done), code);
    }

    [Fact]
    public async Task What_is_beyond_a_limit_is_not_applied_whatever_makes_the_run_fail()
    {
        File.AppendAllText(_folder.At("baseline.yaml"), "limits:\n  maxChanges: 3\n");
        var before = _folder.Read("estate.json");

        var (code, _) = await _folder.RunAsync([.. Apply, "--fail-on", "none", "--outputs", "dotenv=run.env"]);

        Assert.Equal((int)ExitCode.BeyondLimit, code);
        Assert.Equal(before, _folder.Read("estate.json"));
        Assert.EndsWith("verdict=over-limits\n", _folder.Read("run.env"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--fail-on", "chnages", "Did you mean \"changes\"?")]
    [InlineData("--fail-on", "none,changes", "--fail-on none stands alone.")]
    [InlineData("--fail-on", "", "--fail-on can't be \"\".")]
    [InlineData("--fail-on changes --detailed-exitcode", null, "--fail-on and --detailed-exitcode exclude each other")]
    public async Task A_condition_that_there_is_not_is_an_error(string options, string? value, string expected)
    {
        var (code, terminal) = await _folder.RunAsync([.. Plan, .. options.Split(' '), .. value is null ? [] : new[] { value }]);

        Assert.Equal((int)ExitCode.Error, code);
        Assert.Contains(expected, terminal.Error.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertApplied(FakeTerminal terminal) =>
        Assert.Contains("Apply: 15 applied, 0 failed, 0 stale, 0 skipped.", terminal.Output.ToString(), StringComparison.Ordinal);
}
