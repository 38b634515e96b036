using System.Text.Json.Serialization;

namespace Baseline.Cli.Formats.Sarif;

// The part of SARIF 2.1.0 that is written, in the order in which it is written; what is null is left out.
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html

internal sealed record SarifLog([property: JsonPropertyName("$schema")] string Schema, string Version, IReadOnlyList<SarifRun> Runs);

internal sealed record SarifRun(
    SarifTool Tool,
    IReadOnlyList<SarifInvocation>? Invocations,
    string ColumnKind,
    IReadOnlyList<SarifResult> Results,
    SarifRunProperties? Properties);

/// <summary>For which part the plan is.</summary>
internal sealed record SarifRunProperties(string Part);

/// <summary>The run itself, with what a reader should know beside the results.</summary>
internal sealed record SarifInvocation(bool ExecutionSuccessful, IReadOnlyList<SarifNotification> ToolExecutionNotifications);

internal sealed record SarifNotification(SarifDescriptor Descriptor, string Level, SarifText Message);

internal sealed record SarifDescriptor(string Id);

internal sealed record SarifTool(SarifDriver Driver);

internal sealed record SarifDriver(string Name, IReadOnlyList<SarifRule> Rules);

internal sealed record SarifRule(
    string Id,
    string? Name,
    SarifText? ShortDescription,
    SarifText? FullDescription,
    SarifText? Help,
    string? HelpUri,
    SarifConfiguration DefaultConfiguration);

internal sealed record SarifText(string Text, string? Markdown = null);

internal sealed record SarifConfiguration(string Level);

internal sealed record SarifResult(
    string RuleId,
    int RuleIndex,
    string Kind,
    string Level,
    SarifText Message,
    IReadOnlyList<SarifLocation> Locations,
    SarifFingerprints PartialFingerprints,
    string? BaselineState,
    IReadOnlyList<SarifSuppression>? Suppressions,
    SarifProperties Properties);

internal sealed record SarifLocation(SarifPhysicalLocation PhysicalLocation, IReadOnlyList<SarifLogicalLocation> LogicalLocations);

internal sealed record SarifPhysicalLocation(SarifArtifact ArtifactLocation, SarifRegion Region);

internal sealed record SarifArtifact(string Uri);

internal sealed record SarifRegion(int StartLine);

internal sealed record SarifLogicalLocation(string Name, string FullyQualifiedName, string Kind);

/// <param name="ControlResource">The same for the same control and resource.</param>
/// <param name="PrimaryLocationLineHash">
/// The one that GitHub goes by. Without it all results of a rule would be one, for they stand on the same line.
/// </param>
internal sealed record SarifFingerprints(
    [property: JsonPropertyName("controlResource/v1")] string ControlResource, string PrimaryLocationLineHash);

internal sealed record SarifSuppression(string Kind, string Status, string Justification);

/// <summary>What SARIF has no member for.</summary>
internal sealed record SarifProperties(
    string State, bool Blocked, IReadOnlyList<SarifObstacle> Obstacles, IReadOnlyList<string> Changes);

internal sealed record SarifObstacle(string Code, string What, string Fix);

[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(SarifLog))]
internal sealed partial class SarifJson : JsonSerializerContext;
