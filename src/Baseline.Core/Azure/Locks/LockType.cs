using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Json;

namespace Baseline.Azure.Locks;

/// <summary>
/// Management locks. The tool makes one on a storage account, which keeps the account from being deleted, and takes only that away.
/// </summary>
public sealed class LockType : IResourceType
{
    /// <summary>The lock that the tool makes.</summary>
    public const string OwnName = "baseline-delete-lock";

    /// <summary>The level that forbids deletions, and nothing else.</summary>
    public const string CanNotDelete = "CanNotDelete";

    private const string Level = "properties.level";
    private const string Notes = "properties.notes";

    /// <inheritdoc/>
    public string Name => TypeNames.Lock;

    /// <inheritdoc/>
    public string ApiVersion => "2020-05-01";

    /// <inheritdoc/>
    public TypeNoun Noun { get; } = new("lock", "locks");

    /// <inheritdoc/>
    public ResourceId ShownAt(ResourceId id) => id.Parent ?? id;

    /// <inheritdoc/>
    public IReadOnlyList<string> Words => ["level"];

    /// <summary>What is sent to make the lock.</summary>
    public static JsonObject Body() => new()
    {
        ["properties"] = new JsonObject
        {
            ["level"] = CanNotDelete,
            ["notes"] = "Made by baseline: this account receives logs. Remove it to delete the account or what is in it.",
        },
    };

    /// <inheritdoc/>
    public string? WhyNeverSent(ArmWrite write) =>
        !write.Resource.EndsWith($"/{OwnName}", StringComparison.OrdinalIgnoreCase)
            || ResourceId.Parse(write.Resource).Parent?.IsOfType(TypeNames.StorageAccount) != true
            ? $"It makes and removes only locks called {OwnName} on storage accounts."
        : write.Method switch
        {
            "DELETE" => null,
            "PUT" => BodyMembers.WhyUnknown(write.Body, Level, Notes)
                ?? (IsOfLevel(write.Body, CanNotDelete) ? null : "Its locks forbid deletions, and nothing else."),
            _ => "It makes and removes locks as a whole.",
        };

    /// <inheritdoc/>
    public string? WhyNotOver(ArmWrite write, JsonElement live) =>
        write.Method == "PUT" ? BodyMembers.WhyThere(live)
        : live.ValueKind == JsonValueKind.Undefined || IsOfLevel(live, CanNotDelete) ? null
        : "Its locks forbid deletions, and this is another.";

    /// <inheritdoc/>
    public UndoStep Undo(RecordedWrite recorded, JsonElement live, UndoSurroundings surroundings) =>
        recorded.Write.Method == "DELETE" ? UndoStep.Leave("A lock that an undo removed is made again by an apply.")
        : live.ValueKind == JsonValueKind.Undefined ? UndoStep.Nothing
        : JsonValues.Same(live.At(Level), recorded.Write.Body.At(Level))
            && JsonValues.Same(live.At(Notes), recorded.Write.Body.At(Notes), StringComparison.Ordinal)
            && !SaysMore(live, recorded)
            ? new UndoStep(recorded.Write with { Method = "DELETE", Body = default }, [])
        : UndoStep.Leave("The lock is left: it was changed since.");

    /// <summary>Whether a lock says something that the run neither sent nor saw, such as who owns it.</summary>
    private static bool SaysMore(JsonElement live, RecordedWrite recorded) =>
        JsonValues.Names(live.At("properties")).Select(name => $"properties.{name}").Any(path =>
            !JsonValues.IsNothing(live.At(path))
            && !IsOf(recorded.Write.Body, live, path)
            && !(recorded.IsConfirmed && IsOf(recorded.After, live, path)));

    /// <summary>A level is a word of Azure's; all else is what somebody wrote.</summary>
    private static bool IsOf(JsonElement one, JsonElement live, string path) => JsonValues.Same(
        live.At(path), one.At(path), path == Level ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    private static bool IsOfLevel(JsonElement one, string level) =>
        string.Equals(one.TextAt(Level), level, StringComparison.OrdinalIgnoreCase);
}
