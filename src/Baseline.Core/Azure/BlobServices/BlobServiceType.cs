using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Azure.StorageAccounts;
using Baseline.Json;

namespace Baseline.Azure.BlobServices;

/// <summary>
/// The blob service of a storage account, of which the tool sets how long deleted blobs and containers can be restored. It is read and
/// written as a whole (docs/azure.md#blob-services): everything else goes back as it is.
/// </summary>
public sealed class BlobServiceType : IResourceType
{
    /// <summary>How long deleted blobs can be restored.</summary>
    public const string Blobs = "deleteRetentionPolicy";

    /// <summary>How long deleted containers can be restored.</summary>
    public const string Containers = "containerDeleteRetentionPolicy";

    private const string Properties = "properties";

    private static readonly string[] Policies = [Blobs, Containers];

    // Azure tells them of the policy for restoring to a point in time, and takes them from nobody.
    private static readonly string[] OnlyTold = ["minRestoreTime", "lastEnabledTime"];

    /// <inheritdoc/>
    public string Name => TypeNames.BlobService;

    /// <inheritdoc/>
    public string ApiVersion => "2025-06-01";

    /// <inheritdoc/>
    public TypeNoun Noun { get; } = new("blob service", "blob services");

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> PropertyNouns { get; } = PropertyNames.Of(
        ("properties.deleteRetentionPolicy.days", "blob soft delete (days)"),
        ("properties.deleteRetentionPolicy.enabled", "blob soft delete"),
        ("properties.containerDeleteRetentionPolicy.days", "container soft delete (days)"),
        ("properties.containerDeleteRetentionPolicy.enabled", "container soft delete"));

    /// <inheritdoc/>
    public ResourceId ShownAt(ResourceId id) => id.Parent ?? id;

    /// <inheritdoc/>
    public IReadOnlyList<string> AddedByAzure => OnlyTold;

    /// <summary>A service that says nothing of soft delete has it off.</summary>
    /// <inheritdoc/>
    public bool SaysNothing(string path, JsonElement value) => value.ValueKind == JsonValueKind.False
        && Policies.Any(policy => path.StartsWith($"{Properties}.{policy}.", StringComparison.OrdinalIgnoreCase));

    /// <summary>What is sent so that deleted blobs or containers can be restored: the service as it is, with other days.</summary>
    /// <param name="live">The service.</param>
    /// <param name="days">The days by policy, one of <see cref="Blobs"/> and <see cref="Containers"/>.</param>
    public static JsonObject With(JsonElement live, IEnumerable<KeyValuePair<string, int>> days) =>
        Body(live, days.Select(one =>
        {
            var policy = JsonValues.Node(live.At($"{Properties}.{one.Key}")) as JsonObject ?? [];
            policy["enabled"] = true;
            policy["days"] = one.Value;
            return KeyValuePair.Create(one.Key, (JsonNode)policy);
        }));

    /// <inheritdoc/>
    public string? WhyNeverSent(ArmWrite write) =>
        !StorageServices.IsBlob(write.Resource)
            ? "An account has one blob service, called default."
        : write.Method != "PUT" ? "It writes blob services as a whole."
        : BodyMembers.WhyUnknown(write.Body, $"{Properties}.*")
            ?? (Policies.Any(policy => !JsonValues.IsNothing(write.Body.At($"{Properties}.{policy}.enabled")))
                ? null
                : "It only changes how long what is deleted can be restored.");

    /// <inheritdoc/>
    public string? WhyNotOver(ArmWrite write, JsonElement live) =>
        live.ValueKind == JsonValueKind.Undefined ? "It writes no blob service without knowing what it is now."
        : Other(live).Concat(Other(write.Body)).FirstOrDefault(path =>
            !JsonValues.Same(Told(live, path), Told(write.Body, path), StringComparison.Ordinal)) is { } other
            ? $"It keeps what else a blob service says, and \"{other}\" would be another or gone."
        : null;

    /// <inheritdoc/>
    public UndoStep Undo(RecordedWrite recorded, JsonElement live, UndoSurroundings surroundings)
    {
        if (live.ValueKind == JsonValueKind.Undefined)
        {
            return UndoStep.Leave("The storage account is gone.");
        }

        var back = new List<KeyValuePair<string, JsonNode>>();
        var left = new List<string>();
        foreach (var path in Policies.Select(policy => $"{Properties}.{policy}")
            .Where(path => !IsSame(recorded.Before.At(path), recorded.Write.Body.At(path))
                && !IsSame(recorded.Before.At(path), live.At(path))))
        {
            if (!IsSame(recorded.Write.Body.At(path), live.At(path)))
            {
                left.Add($"{path} is left: it was changed again since.");
            }
            else if (IsNeededForRestores(path, recorded.Before, live))
            {
                left.Add($"{path} is left: point-in-time restore is on, and needs it for longer than it was on before.");
            }
            else
            {
                back.Add(KeyValuePair.Create(
                    path[(Properties.Length + 1)..],
                    JsonValues.Node(recorded.Before.At(path)) ?? new JsonObject { ["enabled"] = false }));
            }
        }

        return new UndoStep(back.Count == 0 ? null : recorded.Write with { Body = JsonValues.Element(Body(live, back)) }, left);
    }

    /// <summary>
    /// Whether blobs could be restored to a point in time for longer than deleted ones were kept before, which Azure refuses
    /// (https://learn.microsoft.com/azure/storage/blobs/point-in-time-restore-overview#prerequisites-for-point-in-time-restore).
    /// </summary>
    private static bool IsNeededForRestores(string path, JsonElement before, JsonElement live) =>
        path == $"{Properties}.{Blobs}"
        && live.IsTrueAt($"{Properties}.restorePolicy.enabled")
        && (!before.IsTrueAt($"{path}.enabled")
            || before.NumberAt($"{path}.days") <= (live.NumberAt($"{Properties}.restorePolicy.days") ?? 0));

    private static JsonObject Body(JsonElement live, IEnumerable<KeyValuePair<string, JsonNode>> policies)
    {
        var properties = JsonValues.Node(live.At(Properties)) as JsonObject ?? [];
        foreach (var (policy, value) in policies)
        {
            properties[policy] = value;
        }

        foreach (var member in OnlyTold)
        {
            (properties["restorePolicy"] as JsonObject)?.Remove(member);
        }

        return new JsonObject { [Properties] = properties };
    }

    /// <summary>A policy that is off says the same as none, whatever its days.</summary>
    private static bool IsSame(JsonElement one, JsonElement other) => one.IsTrueAt("enabled") || other.IsTrueAt("enabled")
        ? JsonValues.Same(one, other)
        : one.IsTrueAt("enabled") == other.IsTrueAt("enabled");

    /// <summary>What lies beside the days, by path.</summary>
    private static IEnumerable<string> Other(JsonElement service) =>
        service.MembersAt(Properties).Where(member => !Policies.Contains(member.Name, StringComparer.OrdinalIgnoreCase))
            .Select(member => $"{Properties}.{member.Name}")
            .Concat(Policies.Select(policy => $"{Properties}.{policy}.allowPermanentDelete"));

    /// <summary>What a service says at a path, without what only Azure tells; a flag that is off is none.</summary>
    private static JsonElement Told(JsonElement service, string path)
    {
        var value = service.At(path);
        if (value.ValueKind == JsonValueKind.False)
        {
            return default;
        }

        if (value.ValueKind != JsonValueKind.Object || JsonValues.Node(value) is not JsonObject members)
        {
            return value;
        }

        foreach (var member in OnlyTold)
        {
            members.Remove(member);
        }

        return JsonValues.Element(members);
    }
}
