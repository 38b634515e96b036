using System.Text.Json;
using Baseline.Arm.Client;
using Baseline.Arm.Reading;
using Baseline.Arm.Writing;
using Baseline.Azure;
using Baseline.Diagnostics;
using Baseline.Estates;

namespace Baseline.Fuzz.Targets;

/// <summary>The readers of what Azure answers, behind the whole pipeline: an input is a script of answers.</summary>
internal static class ArmTarget
{
    private const string Subscription = "11111111-1111-1111-1111-111111111111";
    private const string Account = $"/subscriptions/{Subscription}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/staudit";

    private static readonly EstateRequest Request = new(
        true, [], [Subscription], new EstateNeeds(KeyVaults: true, ActivityLog: true), [ResourceId.Parse(Account)]);

    private static readonly ReadOptions ByGraphAndBatch = new() { Inventory = Inventory.Auto, Batch = true };
    private static readonly JsonElement Body = JsonDocument.Parse("""{"properties":{"a":1}}""").RootElement.Clone();

    /// <summary>
    /// Promise: whatever was answered, the estate that is read of it can be written, and its file holds the same. Such a file
    /// may be refused with a reason: a <c>type</c> that is no text is taken here and refused there.
    /// </summary>
    public static Reading ReadEstate(byte[] input)
    {
        var script = new ScriptTransport(AnswerScript.Parse(input));
        return new Reading(ReadEstate(script), script.Requests);
    }

    /// <summary>Promise: a write ends in a body or in a failure that can be told.</summary>
    public static Reading Write(byte[] input)
    {
        var script = new ScriptTransport(AnswerScript.Parse(input));
        return new Reading(Write(script), script.Requests);
    }

    private static bool ReadEstate(ScriptTransport script)
    {
        using var connection = Connect(script);
        try
        {
            var estate = new ArmEstateReader(connection, "azure", null, ByGraphAndBatch)
                .ReadAsync(Request, CancellationToken.None).GetAwaiter().GetResult();
            FileTargets.ReadBack(estate);
            return estate.Unreadable.Count == 0;
        }
        catch (DiagnosticException)
        {
            return false;
        }
    }

    private static bool Write(ScriptTransport script)
    {
        using var connection = Connect(script);
        var result = new ArmChangeWriter(connection).WriteAsync("PUT", Account, "2025-01-01", Body, null, CancellationToken.None)
            .GetAwaiter().GetResult();
        if (result.Failure is not { } failure)
        {
            return true;
        }

        var told = ArmFailures.Describe(failure);
        _ = ArmFailures.MissingPermission(failure);
        return told.Detail.Length > 0 ? false : throw new BrokenPromiseException("A failure says nothing.");
    }

    private static ArmConnection Connect(ScriptTransport script) => new(new ArmOptions { Clock = new HastyClock(), Transport = script });
}
