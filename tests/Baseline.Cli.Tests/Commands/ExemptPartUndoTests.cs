using System.Text.Json.Nodes;
using Xunit;

namespace Baseline.Cli.Tests.Commands;

/// <summary>An undo of a resource of which a part is exempt takes back the rest.</summary>
public sealed class ExemptPartUndoTests : IDisposable
{
    private const string Account = "/subscriptions/33333333-3333-3333-3333-333333333333/resourceGroups/rg-payments/providers/Microsoft.Storage/storageAccounts/stactpay";

    private readonly Workspace _workspace = new("landing-zone");

    [Theory]
    // Exempt before the run, so that the run leaves it, and only since, so that the undo does.
    [InlineData(true, "softDelete.blobs", false, false)]
    [InlineData(true, "softDelete.containers", false, false)]
    [InlineData(false, "softDelete.blobs", true, true)]
    public async Task What_is_exempt_stays_and_the_rest_goes_back(bool isExemptBefore, string part, bool blobs, bool containers)
    {
        if (isExemptBefore)
        {
            Exempt(part);
        }

        await _workspace.RunAsync("apply", "--emulator", "estate.json", "--auto-approve", "--journal", "run.jsonl");
        if (!isExemptBefore)
        {
            Exempt(part);
        }

        var ran = await _workspace.RunAsync("undo", "run.jsonl", "--emulator", "estate.json", "--auto-approve");

        Assert.Equal(0, ran.ExitCode);
        Assert.Equal((blobs, containers), (IsOn("deleteRetentionPolicy"), IsOn("containerDeleteRetentionPolicy")));
        Assert.Equal(!isExemptBefore, ran.Error.Contains("is exempt from LogStorage", StringComparison.Ordinal));
    }

    public void Dispose() => _workspace.Dispose();

    private void Exempt(string part) => _workspace.Edit("baseline.yaml", "limits:", $$"""
          - control: LogStorage
            resource: {{Account}}
            part: {{part}}
            reason: Kept by its owner
            owner: team-payments
            expires: 2027-03-31

        limits:
        """);

    private bool IsOn(string policy) => JsonNode.Parse(_workspace.Read("estate.json"))?["resources"]?.AsArray()
        .Single(resource => $"{resource?["id"]}".Equals($"{Account}/blobServices/default", StringComparison.OrdinalIgnoreCase))?["properties"]?[policy]?["enabled"]
        ?.GetValue<bool>() ?? false;
}
