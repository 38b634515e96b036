using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Azure;

namespace Baseline.Controls;

/// <summary>A change before it has an id. Drafts with the same key are the same change, asked for by several findings.</summary>
/// <param name="Key">Names the change within a plan: lower-case, built from the resource and what is done to it.</param>
/// <param name="Rank">The place in the order among changes that don't depend on each other; small goes first.</param>
public sealed record ChangeDraft(string Key, int Rank)
{
    /// <summary>Create, update or delete.</summary>
    public required ChangeAction Action { get; init; }

    /// <summary>What is written to; may hold a reference made by <see cref="ReferenceTo"/>.</summary>
    public required string Resource { get; init; }

    /// <summary>The resource type in Azure's spelling.</summary>
    public required string Type { get; init; }

    /// <summary>The api-version of the write.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>PUT, PATCH or DELETE, or POST for an action.</summary>
    public required string Method { get; init; }

    /// <summary>The body that is sent; null for DELETE, and for an action that has none.</summary>
    public required JsonObject? Body { get; init; }

    /// <summary>The live document that it was computed from; undefined when there is none.</summary>
    public JsonElement Live { get; init; }

    /// <summary>Keys of the changes of the same plan that must have succeeded before, each once.</summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>Whether Azure can't take it back.</summary>
    public bool Irreversible { get; init; }

    /// <summary>Whether it makes a resource that is not there yet.</summary>
    public bool IsCreation => this is { Action: ChangeAction.Create, Method: "PUT" };

    /// <summary>Whether it writes a whole diagnostic setting.</summary>
    public bool IsSetting => Type == TypeNames.DiagnosticSetting && Method == "PUT";

    /// <summary>
    /// Whether it writes a resource of which several controls each have a part, so that what one asks for bears on what Azure takes of
    /// another: the lifecycle policy of an account has a rule of each.
    /// </summary>
    public bool IsPartOfResource => Type == TypeNames.LifecyclePolicy;

    /// <summary>
    /// Whether Azure takes it only together with what other controls ask for of the same resource, so that it is never sent without that;
    /// false by default.
    /// </summary>
    public bool RestsOnOthers { get; init; }

    /// <summary>A text that stands for a value which the answer to this change will bring.</summary>
    public string ReferenceTo(string path) => $"${{{Key}#{path}}}";
}
