namespace Baseline.Emulator;

/// <summary>
/// One request that was served, for tests to assert on: its target as the client sent it but without the host, and its
/// body as text where it had one. A request that came inside a POST to /batch is an exchange of its own, marked InBatch.
/// </summary>
public sealed record ArmExchange(string Method, string PathAndQuery, int Status, string? RequestBody, bool InBatch);
