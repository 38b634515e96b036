using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Json;

namespace Baseline.Azure.ImmutabilityPolicies;

/// <summary>
/// The immutability policies of blob containers. The tool makes and lengthens policies that are not locked, always with protected
/// append writes, without which no log can be written; it locks none, because that can't be taken back.
/// </summary>
public sealed class ImmutabilityPolicyType : IResourceType
{
    /// <summary>For how many days after its last write a blob is kept, 1 to 146000.</summary>
    public const string Days = "immutabilityPeriodSinceCreationInDays";

    /// <summary>The most days that Azure takes.</summary>
    public const int MostDays = 146_000;

    private const string Appends = "allowProtectedAppendWrites";
    private const string AllAppends = "allowProtectedAppendWritesAll";
    private const string Properties = "properties";

    private static readonly string[] Flags = [Appends, AllAppends];

    /// <inheritdoc/>
    public string Name => TypeNames.ImmutabilityPolicy;

    /// <inheritdoc/>
    public string ApiVersion => "2025-06-01";

    /// <inheritdoc/>
    public TypeNoun Noun { get; } = new("immutability policy", "immutability policies");

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> PropertyNouns { get; } = PropertyNames.Of(
        ($"{Properties}.{Days}", "days"),
        ($"{Properties}.{Appends}", "appends"),
        ($"{Properties}.{AllAppends}", "appends to all"));

    /// <inheritdoc/>
    public ResourceId ShownAt(ResourceId id) => id.Parent ?? id;

    /// <inheritdoc/>
    public IReadOnlyList<string> Words => ["state"];

    /// <summary>A container without a policy is answered with one that is deleted (docs/azure.md#immutable-containers).</summary>
    /// <inheritdoc/>
    public JsonElement PartOf(JsonElement body, JsonElement live) => IsInState(live, "Deleted") ? default : live;

    /// <inheritdoc/>
    public bool SaysNothing(JsonElement item, string member) =>
        Flags.Contains(member, StringComparer.OrdinalIgnoreCase) && JsonValues.Member(item, member).ValueKind == JsonValueKind.False;

    /// <summary>What is sent for a policy of so many days.</summary>
    /// <param name="days">The days.</param>
    /// <param name="live">The policy that there is; undefined for none. Which blobs may be appended to stays as it says.</param>
    public static JsonObject Body(long days, JsonElement live) => new()
    {
        [Properties] = new JsonObject
        {
            [Days] = days,
            [live.IsTrueAt($"{Properties}.{AllAppends}") ? AllAppends : Appends] = true,
        },
    };

    /// <inheritdoc/>
    public string? WhyNeverSent(ArmWrite write) =>
        !write.Resource.EndsWith("/immutabilityPolicies/default", StringComparison.OrdinalIgnoreCase)
            ? "A container has one immutability policy, called default."
        : write.Method switch
        {
            "DELETE" => null,
            "PUT" => BodyMembers.WhyUnknown(write.Body, $"{Properties}.{Days}", $"{Properties}.{Appends}", $"{Properties}.{AllAppends}")
                ?? WhyOther(write.Body),
            _ => "It makes and removes immutability policies, and locks none.",
        };

    /// <inheritdoc/>
    public string? WhyNotOver(ArmWrite write, JsonElement live) =>
        IsInState(live, "Locked") ? "A locked immutability policy can't be changed or taken away."
        : write.Method == "PUT" && live.IsTrueAt($"{Properties}.{AllAppends}") && !write.Body.IsTrueAt($"{Properties}.{AllAppends}")
            ? "It lets all blobs be appended to that a policy lets."
        : null;

    /// <inheritdoc/>
    public bool WaitsFor(ArmWrite write, ArmWrite earlier) =>
        write.Method == "DELETE" && earlier.Method == "DELETE" && earlier.IsOfType(TypeNames.Lock)
        && ResourceId.TryParse(earlier.Resource, out var removed) && removed.Parent is { } scope
        && ResourceId.Parse(write.Resource).IsAtOrBelow(scope);

    /// <inheritdoc/>
    public UndoStep Undo(RecordedWrite recorded, JsonElement live, UndoSurroundings surroundings)
    {
        var (before, now) = (PartOf(default, recorded.Before), PartOf(default, live));
        return now.ValueKind == JsonValueKind.Undefined || recorded.Write.Method == "DELETE" ? UndoStep.Nothing
            : IsInState(now, "Locked") ? UndoStep.Leave("The immutability policy is left: it is locked, and nobody can take it away.")
            : !IsSame(recorded.Write.Body, now) ? UndoStep.Leave("The immutability policy is left: it was changed again since.")
            : before.ValueKind == JsonValueKind.Undefined
                ? new UndoStep(recorded.Write with { Method = "DELETE", Body = default }, [])
            : Flags.Any(flag => before.IsTrueAt($"{Properties}.{flag}"))
                ? new UndoStep(
                    recorded.Write with
                    {
                        Body = JsonValues.Element(Body(before.NumberAt($"{Properties}.{Days}") ?? MostDays, before)),
                    },
                    [])
            : UndoStep.Leave("The immutability policy is left: as it was before it kept logs from being written.");
    }

    private static string? WhyOther(JsonElement body) =>
        Flags.Count(flag => body.IsTrueAt($"{Properties}.{flag}")) != 1
            ? "It makes only policies under which logs can still be appended."
        : body.NumberAt($"{Properties}.{Days}") is not (>= 1 and <= MostDays) ? $"A policy holds for 1 to {MostDays} days."
        : null;

    private static bool IsSame(JsonElement one, JsonElement other) =>
        one.NumberAt($"{Properties}.{Days}") == other.NumberAt($"{Properties}.{Days}")
        && Flags.All(flag => one.IsTrueAt($"{Properties}.{flag}") == other.IsTrueAt($"{Properties}.{flag}"));

    private static bool IsInState(JsonElement policy, string state) =>
        state.Equals(policy.TextAt($"{Properties}.state"), StringComparison.OrdinalIgnoreCase);
}
