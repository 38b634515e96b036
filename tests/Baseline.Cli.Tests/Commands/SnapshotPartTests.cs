using System.Text.Json.Nodes;
using Xunit;

namespace Baseline.Cli.Tests.Commands;

/// <summary>
/// A snapshot of some subscriptions holds of others only what those refer to. What it does not hold is unknown, and never absent.
/// </summary>
public sealed class SnapshotPartTests : IDisposable
{
    private const string Management = "11111111-1111-1111-1111-111111111111";
    private const string Payments = "33333333-3333-3333-3333-333333333333";

    private readonly Workspace _workspace = new("landing-zone");

    /// <summary>Every control that judges a subscription, or a resource that others refer to, by what lies in the subscription.</summary>
    public static TheoryData<string, string, string> Unknown
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var place in (string[])["--estate", "--emulator"])
            {
                data.Add("ActivityLogAlerts", Management, place);
                data.Add("KeyVault-004", Management, place);
                data.Add("Monitor-006", Management, place);
                data.Add("Monitor-007", Management, place);
                data.Add("Monitor-008", Management, place);
                data.Add("Monitor-008", "law-central", place);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Unknown))]
    public async Task What_was_read_for_others_alone_is_unknown_and_the_way_to_capture_it_is_told(string control, string resource, string place)
    {
        await CaptureAsync();

        var ran = await _workspace.RunAsync(
            "explain", control, resource.Length == 36 ? $"/subscriptions/{resource}" : resource, place, "part.json");

        Assert.Equal(3, ran.ExitCode);
        var told = string.Join(' ', ran.Output.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("unknown.", told, StringComparison.Ordinal);
        Assert.Contains(
            $"the captured estate holds of Management only what others refer to: capture it as well, with --subscription {Management}",
            told,
            StringComparison.Ordinal);
        Assert.DoesNotContain("does not exist", told, StringComparison.Ordinal);
        Assert.DoesNotContain("`baseline plan` fixes it", told, StringComparison.Ordinal);
    }

    /// <summary>Another document may name what nobody asked for when the estate was captured.</summary>
    [Theory]
    [InlineData("Microsoft.Storage/storageAccounts/stactivity", "accept: mapped, storageAccounts: { \"*\": NAMED }", false)]
    [InlineData("Microsoft.OperationalInsights/workspaces/law-other", "accept: mapped, workspace: NAMED", false)]
    // A setting of the part exports there, so that it was asked for.
    [InlineData("Microsoft.OperationalInsights/workspaces/law-2023", "accept: mapped, workspace: NAMED", true)]
    public async Task What_another_document_names_there_is_missing_only_where_it_was_asked_for(string named, string destination, bool isMissing)
    {
        await CaptureAsync();
        var id = $"/subscriptions/{Management}/resourceGroups/rg-management/providers/{named}";
        await File.WriteAllTextAsync(
            _workspace.At("other.yaml"),
            $$"""
            apiVersion: baseline/v1
            kind: Baseline
            metadata: { name: other }
            scope: { subscriptions: [{{Payments}}] }
            controls:
              Monitor-007:
                categories: [Administrative]
                destination: { {{destination.Replace("NAMED", id, StringComparison.Ordinal)}} }
            """,
            TestContext.Current.CancellationToken);

        var ran = await _workspace.RunAsync("plan", "-f", "other.yaml", "--estate", "part.json");

        Assert.Equal(isMissing, ran.Output.Contains("does not exist", StringComparison.Ordinal));
        Assert.Equal(!isMissing, ran.Output.Contains("only what others refer to", StringComparison.Ordinal));
        Assert.DoesNotContain("grant read access", ran.Output, StringComparison.Ordinal);
        Assert.Equal(isMissing ? 0 : 3, ran.ExitCode);
    }

    [Fact]
    public async Task The_subscription_is_marked_and_init_does_not_put_it_in_scope()
    {
        var captured = await CaptureAsync();
        var wrote = await _workspace.RunAsync("init", "--estate", "part.json", "--out", "-");

        Assert.Contains(" of 1 subscription, with what they refer to in 1 more, in part.json.", captured.Error, StringComparison.Ordinal);
        Assert.Equal(
            [(Management, true), (Payments, false)],
            Subscriptions("part.json").Select(one => ($"{one?["id"]}", one?["onlyReferenced"] is not null)));
        var scope = wrote.Output[wrote.Output.IndexOf("scope:", StringComparison.Ordinal)..wrote.Output.IndexOf("# exclude:", StringComparison.Ordinal)];
        Assert.Contains(Payments, scope, StringComparison.Ordinal);
        Assert.DoesNotContain(Management, scope, StringComparison.Ordinal);
    }

    /// <summary>A control that judges what receives logs has all of the scope read for a plan, and nobody asked for that in a file.</summary>
    [Fact]
    public async Task With_a_document_too_only_what_was_asked_for_is_written()
    {
        var captured = await _workspace.RunAsync(
            "snapshot", "--emulator", "estate.json", "-f", "baseline.yaml", "--only", "subscription=Payments", "--out", "part.json");

        Assert.Contains("Only subscription Payments.", captured.Error, StringComparison.Ordinal);
        Assert.Equal([Payments], Subscriptions("part.json").Where(one => one?["onlyReferenced"] is null).Select(one => $"{one?["id"]}"));
        Assert.DoesNotContain("lb-hub", _workspace.Read("part.json"), StringComparison.Ordinal);
    }

    /// <summary>What the part itself exports and where is judged by the file as by the whole estate, for the document that it was captured for.</summary>
    [Theory]
    [InlineData("KeyVault-004")]
    [InlineData("Monitor-006")]
    [InlineData("Monitor-007")]
    [InlineData("Monitor-008")]
    [InlineData("ActivityLogAlerts")]
    public async Task The_part_is_judged_as_in_the_whole(string control)
    {
        await _workspace.RunAsync(
            "snapshot", "--emulator", "estate.json", "-f", "baseline.yaml", "--only", "subscription=Payments", "--out", "part.json");

        Assert.Equal(await VerdictsAsync("estate.json"), await VerdictsAsync("part.json"));

        async Task<IReadOnlyList<string>> VerdictsAsync(string estate)
        {
            var ran = await _workspace.RunAsync(
                "plan", "--estate", estate, "--only", "subscription=Payments", "--only", $"control={control}", "--format", "json");
            return
            [
                .. JsonNode.Parse(ran.Output)?["findings"]?.AsArray().Select(finding =>
                    $"{finding?["resource"]} {finding?["state"]} {finding?["reason"]} {finding?["blocked"]}") ?? [],
            ];
        }
    }

    public void Dispose() => _workspace.Dispose();

    private Task<Ran> CaptureAsync() =>
        _workspace.RunAsync("snapshot", "--emulator", "estate.json", "--subscription", "Payments", "--out", "part.json");

    private JsonArray Subscriptions(string file) => JsonNode.Parse(_workspace.Read(file))?["subscriptions"]?.AsArray() ?? [];
}
