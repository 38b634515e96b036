using System.Text.Json;

namespace Baseline.Azure;

/// <summary>One write to Azure Resource Manager.</summary>
/// <param name="Type">The resource type in Azure's spelling, such as <c>Microsoft.KeyVault/vaults</c>.</param>
/// <param name="Method">PUT, PATCH or DELETE, or POST for an action.</param>
/// <param name="Resource">The id that is written to; may hold a reference to the answer of an earlier change.</param>
/// <param name="ApiVersion">The api-version, such as <c>2026-02-01</c>.</param>
/// <param name="Body">The body; undefined for DELETE, and for an action that has none.</param>
public sealed record ArmWrite(string Type, string Method, string Resource, string ApiVersion, JsonElement Body)
{
    /// <summary>Whether the type equals <paramref name="type"/>, in any letter case.</summary>
    public bool IsOfType(string type) => Type.Equals(type, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A write, and what it alters.</summary>
/// <param name="Write">The write.</param>
/// <param name="Paths">The paths of the properties that it alters.</param>
public sealed record AlteringWrite(ArmWrite Write, IReadOnlyList<string> Paths);

/// <summary>A write that a run sent, as its journal tells it.</summary>
/// <param name="Write">What was sent.</param>
/// <param name="Before">The live document before it; undefined when there was none.</param>
/// <param name="After">The live document after it; undefined when not known.</param>
/// <param name="IsConfirmed">Whether it was seen to have taken effect; false: it may have, or not.</param>
public sealed record RecordedWrite(ArmWrite Write, JsonElement Before, JsonElement After, bool IsConfirmed)
{
    /// <summary>Whether the write brought the resource into being.</summary>
    public bool Created => Before.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;
}

/// <summary>What an undo knows of the rest of its plan while it decides on one write.</summary>
/// <param name="Planned">What is sent before it.</param>
/// <param name="Left">Later writes of the run that are not taken back, or only in part.</param>
public sealed record UndoSurroundings(IReadOnlyList<ArmWrite> Planned, IReadOnlyList<ArmWrite> Left);

/// <summary>How one recorded write is taken back.</summary>
/// <param name="Write">What is sent; null when nothing is.</param>
/// <param name="Left">What is not taken back, or is kept because it belongs to others: a sentence each.</param>
public sealed record UndoStep(ArmWrite? Write, IReadOnlyList<string> Left)
{
    /// <summary>There is nothing to take back.</summary>
    public static UndoStep Nothing { get; } = new(null, []);

    /// <summary>Nothing is sent.</summary>
    /// <param name="why">Why, as a sentence.</param>
    public static UndoStep Leave(string why) => new(null, [why]);
}
