namespace Baseline.Fuzz.Targets;

/// <summary>A reader accepted an input, and the value does not keep what its reader promises.</summary>
internal sealed class BrokenPromiseException(string message) : Exception(message);
