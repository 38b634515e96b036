using System.Diagnostics;

namespace Baseline.Arm.Client;

/// <summary>The spans of requests to a Resource Manager: one for each try.</summary>
public static class ArmTelemetry
{
    /// <summary>What a listener subscribes to.</summary>
    public const string SourceName = "Baseline.Arm";

    internal static ActivitySource Source { get; } = new(SourceName);
}
