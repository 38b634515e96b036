namespace Baseline.Azure;

/// <summary>A read or a write that Azure refused or that failed.</summary>
/// <param name="Status">The HTTP status; 0 when no answer came.</param>
/// <param name="Code">Azure's error code, or a word for the status where it gave none.</param>
/// <param name="Message">Azure's message, without anything secret.</param>
/// <param name="Operation">
/// What was asked of what, such as <c>PATCH /subscriptions/…</c>; empty by default, until whoever asked has said it.
/// </param>
/// <param name="CorrelationId">Azure's correlation id, where it gave one.</param>
/// <param name="OutcomeUnknown">Whether a write may have taken effect all the same (a timeout, a lost connection).</param>
public sealed record ArmFailure(
    int Status, string Code, string Message, string Operation = "", string? CorrelationId = null, bool OutcomeUnknown = false);
