using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Faults;

/// <summary>What became of a request: what the client sees, and what really happened.</summary>
/// <param name="Answer">What the client sees.</param>
/// <param name="Status">What really came of it: under 400 where it took effect, whatever the client sees.</param>
/// <param name="Fault">What got in the way; null for nothing.</param>
internal sealed record Served(ArmResponse Answer, int Status, FaultKind? Fault)
{
    public static Served Plainly(ArmResponse answer) => new(answer, answer.Status, null);
}

/// <summary>Stands between clients and the emulator, and lets some requests fail.</summary>
internal sealed class FaultyGateway(
    FaultOptions options, Func<ArmRequest, ArmResponse> dispatch, Func<ArmCall, ArmResponse> route)
{
    private readonly FaultSource _source = new(options);
    private readonly StaleReads _stale = new(route);

    public Served Serve(ArmRequest request, bool inBatch)
    {
        if (ArmCall.Parse(request) is not { } call)
        {
            return Served.Plainly(dispatch(request));
        }

        var fault = _source.Next(call, inBatch, _stale.Has(call));
        return fault switch
        {
            null => WithUnknownMembers(Dispatch(request, call)),
            { Kind: FaultKind.StaleRead } => Instead(_stale.Take(call), fault),
            { Kind: FaultKind.EmptyPage } => EmptyPage(Dispatch(request, call), fault, call),
            _ => Failed(request, call, fault),
        };
    }

    private static Served Instead(ArmResponse answer, Fault fault) => new(answer, answer.Status, fault.Kind);

    private static Served EmptyPage(ArmResponse answer, Fault fault, ArmCall call) =>
        answer.Status == 200 && answer.Json()?["value"] is JsonArray
            ? Instead(FaultAnswers.EmptyPage(call), fault)
            : Served.Plainly(answer);

    /// <summary>A 503 says that nothing was begun, and so do all refusals.</summary>
    private static bool TakesEffect(Fault fault, ArmResponse seen) =>
        fault.Kind == FaultKind.AnswerLost
        || (fault.Kind is FaultKind.GatewayTimeout or FaultKind.ServerError && seen.Status != 503 && fault.Random.Variant(2) == 0);

    private Served Failed(ArmRequest request, ArmCall call, Fault fault)
    {
        var seen = FaultAnswers.Of(fault, call);
        return TakesEffect(fault, seen)
            ? new Served(seen, Dispatch(request, call).Status, fault.Kind)
            : Instead(seen, fault);
    }

    private ArmResponse Dispatch(ArmRequest request, ArmCall call) => _stale.Around(call, () => dispatch(request));

    private Served WithUnknownMembers(ArmResponse answer)
    {
        if (answer.Status is not (200 or 201) || answer.Body.IsEmpty || answer.Json() is not JsonObject body)
        {
            return Served.Plainly(answer);
        }

        var resources = body["value"] is JsonArray list ? list.OfType<JsonObject>() : [body];
        var marked = resources.Where(resource => resource["id"].AsText() is { } id && _source.HasUnknownMembers(id)).ToList();
        foreach (var resource in marked)
        {
            Mark(resource);
            Mark(resource["properties"] as JsonObject);
        }

        return marked.Count == 0
            ? Served.Plainly(answer)
            : new Served(answer with { Body = JsonText.Bytes(body) }, answer.Status, FaultKind.UnknownMembers);
    }

    private static void Mark(JsonObject? body)
    {
        if (body is not null)
        {
            body[FaultOptions.UnknownMember] = new JsonArray(new JsonObject { ["since"] = "2026-11" }, null);
        }
    }
}
