using Baseline.Emulator.Faults;
using Baseline.Emulator.Gateway;

namespace Baseline.Emulator;

/// <summary>
/// One request that was served, for tests to assert on: its target as the client sent it but without the host, and its
/// body as text where it had one. A request that came inside a POST to /batch is an exchange of its own, marked InBatch. The
/// status is what came of the request, also where a fault hid it from the client; 0 where it never arrived.
/// </summary>
public sealed record ArmExchange(string Method, string PathAndQuery, int Status, string? RequestBody, bool InBatch)
{
    /// <summary>The fault that the request met; null for none.</summary>
    public FaultKind? Fault { get; init; }

    /// <summary>Whether it was a write that took effect.</summary>
    public bool IsWritten => (Method is "PUT" or "PATCH" or "DELETE" || WritingActions.Is(Method, PathAndQuery))
        && Status is >= 200 and < 400;
}
