using System.Diagnostics;

namespace Baseline.Cli.Tracing;

/// <summary>The spans of a command: the command itself, its reads, plans and writes.</summary>
internal static class Spans
{
    /// <summary>What a listener subscribes to.</summary>
    public const string SourceName = "Baseline.Cli";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Begins a span; null where nobody listens.</summary>
    public static Activity? Start(string name) => Source.StartActivity(name);
}
