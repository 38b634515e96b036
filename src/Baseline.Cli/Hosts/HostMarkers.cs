namespace Baseline.Cli.Hosts;

/// <summary>The first lines by which the tool finds again what it wrote; comments in HTML, which no host shows.</summary>
internal static class HostMarkers
{
    /// <summary>Of the comment with a plan.</summary>
    public const string Plan = "<!-- baseline-plan -->";

    /// <summary>Of the issue about drift.</summary>
    public const string Drift = "<!-- baseline-drift -->";

    /// <summary>Whether a text begins with a marker, as the tool's own texts do.</summary>
    public static bool Begins(string? text, string marker) => text?.StartsWith(marker, StringComparison.Ordinal) == true;
}
