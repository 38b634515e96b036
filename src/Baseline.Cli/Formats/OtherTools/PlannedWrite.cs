using System.Text.Json;
using Baseline.Azure;
using Baseline.Cli.Output;
using Baseline.Plans;

namespace Baseline.Cli.Formats.OtherTools;

/// <summary>A change of a plan, with what another tool must be told of it.</summary>
internal sealed class PlannedWrite
{
    /// <summary>The change.</summary>
    public required Change Change { get; init; }

    /// <summary>Its place in the order of the plan, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>What is written to; may hold references.</summary>
    public required ResourceId Resource { get; init; }

    /// <summary>The resource that an action acts on; otherwise what is written to.</summary>
    public required ResourceId Subject { get; init; }

    /// <summary>What it says.</summary>
    public required WriteKind Kind { get; init; }

    /// <summary>What it is and which controls ask for it, on one line without anything invisible.</summary>
    public required string Title { get; init; }

    /// <summary>The name by which files speak of it.</summary>
    public required string Symbol { get; init; }

    /// <summary>Where the resource lies.</summary>
    public required DeploymentScope Scope { get; init; }

    /// <summary>The type with its api-version, as templates have it: <c>Microsoft.KeyVault/vaults@2026-02-01</c>.</summary>
    public string VersionedType => $"{Change.Type}@{Change.ApiVersion}";

    /// <summary>The body; null where none is sent.</summary>
    public JsonElement? Body => Change.Body.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? null : Change.Body;

    /// <summary>
    /// Whether Azure takes it only with <c>If-Match</c>. Another tool does not hold what is there against the plan, and sends it over
    /// whatever is there.
    /// </summary>
    public required bool IsConditional { get; init; }

    /// <summary>Why no tool can be told of it, as a sentence; null where one can.</summary>
    public string? Fault =>
        Kind == WriteKind.Unclear ? $"What it writes to is not the id of a resource of type {Printable.Text(Change.Type)}." : null;

    /// <summary>Whether its body is an object, as that of each resource is.</summary>
    public bool HasObject => Body is { ValueKind: JsonValueKind.Object };
}
