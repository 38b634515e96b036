using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls;

namespace Baseline.Plans;

/// <summary>
/// One write to Azure, as data: saved, reviewed, compared and sent as it stands. A text <c>${c1.properties.principalId}</c> in
/// the resource or body stands for a value that the answer to change c1 will bring.
/// </summary>
public sealed record Change
{
    /// <summary><c>c1</c>, <c>c2</c>, … in the order in which they are applied.</summary>
    public required string Id { get; init; }

    /// <summary>Create, update or delete.</summary>
    public required ChangeAction Action { get; init; }

    /// <summary>The id that is written to, as Azure spells it; may hold a reference.</summary>
    public required string Resource { get; init; }

    /// <summary>The resource type in Azure's spelling, such as <c>Microsoft.KeyVault/vaults</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The api-version of the write and of the read before and after it.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>PUT, PATCH or DELETE, or POST for an action.</summary>
    public required string Method { get; init; }

    /// <summary>The body that is sent; undefined for DELETE, and for an action that has none.</summary>
    public required JsonElement Body { get; init; }

    /// <summary>What differs, sorted by path; before differs from after in each.</summary>
    public required IReadOnlyList<PropertyChange> Properties { get; init; }

    /// <summary>Ids of changes that must have succeeded before, in order.</summary>
    public required IReadOnlyList<string> DependsOn { get; init; }

    /// <summary>The findings that asked for it, sorted.</summary>
    public required IReadOnlyList<Cause> Because { get; init; }

    /// <summary>Digest of the live document that the change was computed from (see <see cref="Plans.Precondition"/>).</summary>
    public required string Precondition { get; init; }

    /// <summary>Whether Azure can't take it back; such a change needs consent in the document.</summary>
    public required bool Irreversible { get; init; }

    /// <summary>Whether the document or Azure is why; null where the plan is not compared with another document's.</summary>
    public Origin? Origin { get; init; }

    /// <summary>What an undo does not give back, in words; see <see cref="IResourceType.NotUndone"/>.</summary>
    /// <param name="types">The types that the tool writes to.</param>
    public IReadOnlyList<string> NotUndone(ResourceTypes types) =>
        types.TypeOf(Type).NotUndone(ToWrite(), [.. Properties.Select(property => property.Path)]);

    /// <summary>The change as a write.</summary>
    public ArmWrite ToWrite() => new(Type, Method, Resource, ApiVersion, Body.ValueKind == JsonValueKind.Null ? default : Body);
}
