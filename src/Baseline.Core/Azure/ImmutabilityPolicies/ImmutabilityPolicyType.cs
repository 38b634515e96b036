using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Json;

namespace Baseline.Azure.ImmutabilityPolicies;

/// <summary>
/// The immutability policies of blob containers. The tool makes and lengthens policies, always with protected append writes, without
/// which no log can be written. It locks one, and lengthens one that is locked, only by consent, because nobody can take that back.
/// </summary>
public sealed class ImmutabilityPolicyType : IResourceType
{
    /// <summary>For how many days after its last write a blob is kept, 1 to 146000.</summary>
    public const string Days = "immutabilityPeriodSinceCreationInDays";

    /// <summary>The most days that Azure takes.</summary>
    public const int MostDays = 146_000;

    /// <summary>How often Azure lets a locked policy be lengthened.</summary>
    public const int MostExtensions = 5;

    /// <summary>The document's name for the consent to lock policies, and to lengthen locked ones, which nobody can take back.</summary>
    public const string Lock = "immutabilityLock";

    private const string LockAction = "lock";
    private const string ExtendAction = "extend";
    private const string PolicyName = "/immutabilityPolicies/default";
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
        ($"{Properties}.state", "state"),
        ($"{Properties}.{Appends}", "appends"),
        ($"{Properties}.{AllAppends}", "appends to all"));

    /// <inheritdoc/>
    public ResourceId ShownAt(ResourceId id) => id.Parent ?? id;

    /// <inheritdoc/>
    public IReadOnlyList<string> Words => ["state", "update"];

    /// <summary>A container without a policy is answered with one that is deleted (docs/azure.md#immutable-containers).</summary>
    /// <inheritdoc/>
    public JsonElement PartOf(JsonElement body, JsonElement live) => IsInState(live, "Deleted") ? default : live;

    /// <inheritdoc/>
    public bool SaysNothing(JsonElement item, string member) =>
        Flags.Contains(member, StringComparer.OrdinalIgnoreCase) && JsonValues.Member(item, member).ValueKind == JsonValueKind.False;

    /// <summary>The id that locks a policy.</summary>
    /// <param name="policy">The policy.</param>
    public static string LockAt(ResourceId policy) => $"{policy}/{LockAction}";

    /// <summary>The id that lengthens a locked policy.</summary>
    /// <param name="policy">The policy.</param>
    public static string ExtendAt(ResourceId policy) => $"{policy}/{ExtendAction}";

    /// <summary>Whether a write locks a policy.</summary>
    public static bool Locks(ArmWrite write) => IsAction(write, LockAction);

    /// <summary>Whether a write lengthens a locked policy.</summary>
    public static bool Extends(ArmWrite write) => IsAction(write, ExtendAction);

    /// <summary>A policy as it stands after a body was sent for it: it is not locked.</summary>
    /// <param name="body">What <see cref="Body"/> gave.</param>
    public static JsonElement Made(JsonObject? body)
    {
        var properties = body?[Properties]?.DeepClone() as JsonObject ?? [];
        properties["state"] = "Unlocked";
        return JsonValues.Element(new JsonObject { [Properties] = properties });
    }

    /// <summary>What lengthens a locked policy.</summary>
    /// <param name="days">The days.</param>
    public static JsonObject Longer(long days) => new() { [Properties] = new JsonObject { [Days] = days } };

    /// <inheritdoc/>
    public string ReadAt(string written) =>
        ResourceId.TryParse(written, out var id) && id.IsList && id.Parent is { } policy ? policy.Text : written;

    /// <inheritdoc/>
    public bool IsWrittenAt(ResourceId id) => (id.IsList ? id.Parent : id)?.IsOfType(Name) == true;

    /// <summary>That it is locked then, which the action says by its name.</summary>
    /// <inheritdoc/>
    public JsonElement Wanted(ArmWrite write) => Locks(write)
        ? JsonValues.Element(new JsonObject { [Properties] = new JsonObject { ["state"] = "Locked" } })
        : write.Body;

    /// <inheritdoc/>
    public bool IsConditional(ArmWrite write) => write.Method == "POST";

    /// <inheritdoc/>
    public string? ConsentFor(ArmWrite write) => write.Method == "POST" ? Lock : null;

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
        !ReadAt(write.Resource).EndsWith(PolicyName, StringComparison.OrdinalIgnoreCase)
            ? "A container has one immutability policy, called default."
        : write.Method switch
        {
            "POST" when Locks(write) => JsonValues.IsNothing(write.Body) ? null : "It locks a policy as it is.",
            "POST" when Extends(write) => BodyMembers.WhyUnknown(write.Body, $"{Properties}.{Days}") ?? WhyOtherDays(write.Body),
            _ when write.Resource != ReadAt(write.Resource) => "It does nothing else with a policy than to lock and to extend it.",
            "DELETE" => null,
            "PUT" => BodyMembers.WhyUnknown(write.Body, $"{Properties}.{Days}", $"{Properties}.{Appends}", $"{Properties}.{AllAppends}")
                ?? WhyOther(write.Body),
            _ => "It makes, locks, extends and removes immutability policies.",
        };

    /// <inheritdoc/>
    public string? WhyNotOver(ArmWrite write, JsonElement live) =>
        Locks(write) ? IsInState(live, "Unlocked") && Flags.Any(flag => live.IsTrueAt($"{Properties}.{flag}"))
            ? null
            : "It locks only a policy that is not locked and under which logs can still be appended."
        : Extends(write) ? IsInState(live, "Locked") && write.Body.NumberAt($"{Properties}.{Days}") > live.NumberAt($"{Properties}.{Days}")
            ? null
            : "It extends only a locked policy, and only to more days."
        : IsInState(live, "Locked") ? "A locked immutability policy can't be changed or taken away."
        : write.Method == "PUT" && live.IsTrueAt($"{Properties}.{AllAppends}") && !write.Body.IsTrueAt($"{Properties}.{AllAppends}")
            ? "It lets all blobs be appended to that a policy lets."
        : null;

    /// <inheritdoc/>
    public IReadOnlyList<string> RestsOnTypes { get; } = [TypeNames.ImmutabilityPolicy];

    /// <summary>A policy is locked as the write before it made it.</summary>
    /// <inheritdoc/>
    public bool RestsOn(ArmWrite write, ArmWrite earlier) =>
        Locks(write) && earlier.Method == "PUT" && earlier.Resource.Equals(ReadAt(write.Resource), StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public IReadOnlyList<string> NotUndone(ArmWrite write, IReadOnlyCollection<string> replaced) =>
        Locks(write) ? ["the lock of the policy"] : Extends(write) ? ["the days"] : [];

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
            : recorded.Write.Method == "POST" ? WhatIsForever(recorded.Write, now)
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
        : WhyOtherDays(body);

    private static string? WhyOtherDays(JsonElement body) =>
        body.NumberAt($"{Properties}.{Days}") is >= 1 and <= MostDays ? null : $"A policy holds for 1 to {MostDays} days.";

    /// <summary>Where a lock was not seen to take effect, and the policy is not locked, there is nothing to take back.</summary>
    private static UndoStep WhatIsForever(ArmWrite write, JsonElement now) =>
        Extends(write) ? UndoStep.Leave("The immutability policy is left: it is locked, and nobody can shorten it.")
        : IsInState(now, "Locked") ? UndoStep.Leave("The immutability policy is left: it is locked, and nobody can take it away.")
        : UndoStep.Nothing;

    private static bool IsAction(ArmWrite write, string action) => write.Method == "POST"
        && write.Resource.EndsWith($"{PolicyName}/{action}", StringComparison.OrdinalIgnoreCase);

    private static bool IsSame(JsonElement one, JsonElement other) =>
        one.NumberAt($"{Properties}.{Days}") == other.NumberAt($"{Properties}.{Days}")
        && Flags.All(flag => one.IsTrueAt($"{Properties}.{flag}") == other.IsTrueAt($"{Properties}.{flag}"));

    private static bool IsInState(JsonElement policy, string state) =>
        state.Equals(policy.TextAt($"{Properties}.state"), StringComparison.OrdinalIgnoreCase);
}
