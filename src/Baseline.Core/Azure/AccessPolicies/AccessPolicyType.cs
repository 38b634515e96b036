using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Azure.StorageAccounts;
using Baseline.Json;

namespace Baseline.Azure.AccessPolicies;

/// <summary>
/// The access policy of one principal in a key vault: three permissions to keys are added to what it has, and taken away again.
/// It is read as a part of its vault and written through <c>accessPolicies/add</c>, <c>replace</c> or <c>remove</c>.
/// </summary>
public sealed class AccessPolicyType : IResourceType
{
    private const string List = "properties.accessPolicies";
    private const string Keys = "permissions.keys";

    private static readonly string[] Permissions = ["get", "wrapKey", "unwrapKey"];

    /// <inheritdoc/>
    public string Name => TypeNames.AccessPolicy;

    /// <inheritdoc/>
    public string ApiVersion => "2026-02-01";

    /// <inheritdoc/>
    public TypeNoun Noun { get; } = new("access policy", "access policies");

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> PropertyNouns { get; } = PropertyNames.Of(
        ("properties.accessPolicies", "access policies"));

    /// <inheritdoc/>
    public ResourceId ShownAt(ResourceId id) => id.Parent ?? id;

    /// <inheritdoc/>
    public int ConfirmingReads => 3;

    /// <inheritdoc/>
    public IReadOnlyList<string> ListKeys => ["objectId"];

    /// <summary>A vault reduced to the access policy of the principal that a body names.</summary>
    /// <inheritdoc/>
    public JsonElement PartOf(JsonElement body, JsonElement live)
    {
        var principal = body.ItemsAt(List).Select(entry => entry.TextAt("objectId")).FirstOrDefault();
        var entries = new JsonArray([.. live.ItemsAt(List)
            .Where(entry => string.Equals(entry.TextAt("objectId"), principal, StringComparison.OrdinalIgnoreCase)
                && entry.TextAt("applicationId") is null)
            .Select(JsonValues.Node)]);
        return JsonValues.Element(new JsonObject { ["properties"] = new JsonObject { ["accessPolicies"] = entries } });
    }

    /// <inheritdoc/>
    public bool IsThere(JsonElement part) => part.ItemsAt(List).Any();

    /// <inheritdoc/>
    public bool TakesAway(string written) => written.EndsWith("/accessPolicies/remove", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public string ReadAt(string written) =>
        written.LastIndexOf("/accessPolicies", StringComparison.OrdinalIgnoreCase) is var end and > 0 ? written[..end] : written;

    /// <inheritdoc/>
    public string? WhyNeverSent(ArmWrite write)
    {
        var entries = write.Body.ItemsAt(List).ToList();
        return write.Method != "PUT" || VerbOf(write) is not ("add" or "replace" or "remove")
            ? "It adds to, replaces or removes one access policy."
            : entries.Count != 1 ? "It writes the access policy of one principal at a time."
            : BodyMembers.WhyUnknown(write.Body, List)
                ?? BodyMembers.WhyUnknown(
                    entries[0], VerbOf(write) == "add" ? ["tenantId", "objectId", "permissions.keys"]
                        : ["tenantId", "objectId", "permissions.*"]);
    }

    /// <inheritdoc/>
    public string? WhyNotOver(ArmWrite write, JsonElement live)
    {
        var sent = write.Body.ItemsAt(List).First();
        var entry = EntryOf(live, sent);
        return VerbOf(write) switch
        {
            "add" => Texts(sent).Except(Texts(entry), StringComparer.OrdinalIgnoreCase)
                .Except(Permissions, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } permission
                ? $"It gives no permission \"{permission}\" to keys."
                : null,
            "replace" => IsWithin(sent, entry) ? null : "It replaces an access policy only by one that allows less.",
            _ => null,
        };
    }

    /// <inheritdoc/>
    public bool WaitsFor(ArmWrite write, ArmWrite earlier) => earlier.IsOfType(TypeNames.StorageAccount);

    /// <inheritdoc/>
    public UndoStep Undo(RecordedWrite recorded, JsonElement live, UndoSurroundings surroundings)
    {
        var sent = recorded.Write.Body.ItemsAt(List).First();
        var before = Texts(EntryOf(recorded.Before, sent)).ToList();
        if (VerbOf(recorded.Write) != "add")
        {
            return GiveBack(recorded, sent, before, live);
        }

        var entry = EntryOf(live, sent);
        var added = Texts(sent).Except(before, StringComparer.OrdinalIgnoreCase).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (entry.ValueKind == JsonValueKind.Undefined || !Texts(entry).Any(added.Contains))
        {
            return UndoStep.Nothing;
        }

        if (StorageAccountType.WhyGrantIsNeeded(surroundings) is { } why)
        {
            return UndoStep.Leave(why);
        }

        var rest = Texts(entry).Where(permission => !added.Contains(permission)).ToList();
        var isOurs = EntryOf(recorded.Before, sent).ValueKind == JsonValueKind.Undefined && rest.Count == 0 && !HasOtherPermissions(entry);
        if (isOurs)
        {
            return new UndoStep(Write(recorded, "remove", entry), []);
        }

        var kept = rest.Except(before, StringComparer.OrdinalIgnoreCase).ToList();
        return new UndoStep(
            Write(recorded, "replace", With(entry, rest)),
            kept.Count == 0 ? [] : [$"Kept, because others added it since: {string.Join(", ", kept)}."]);
    }

    /// <summary>What an undo took away comes back, and nothing that it left: what of it is not there.</summary>
    private static UndoStep GiveBack(RecordedWrite recorded, JsonElement sent, List<string> before, JsonElement live)
    {
        if (live.ValueKind == JsonValueKind.Undefined)
        {
            return UndoStep.Leave("The vault is gone.");
        }

        var taken = VerbOf(recorded.Write) == "replace" ? before.Except(Texts(sent), StringComparer.OrdinalIgnoreCase) : before;
        var missing = taken.Where(permission => Permissions.Contains(permission, StringComparer.OrdinalIgnoreCase))
            .Except(Texts(EntryOf(live, sent)), StringComparer.OrdinalIgnoreCase).ToList();
        var old = EntryOf(recorded.Before, sent);
        var entry = JsonValues.Element(new JsonObject
        {
            ["tenantId"] = old.TextAt("tenantId"),
            ["objectId"] = old.TextAt("objectId"),
            ["permissions"] = new JsonObject { ["keys"] = ArrayOf(Texts(EntryOf(live, sent)).Concat(missing)) },
        });
        return missing.Count == 0 ? UndoStep.Nothing : new UndoStep(Write(recorded, "add", entry), []);
    }

    private static ArmWrite Write(RecordedWrite recorded, string verb, JsonElement entry)
    {
        var resource = recorded.Write.Resource;
        var body = new JsonObject { ["properties"] = new JsonObject { ["accessPolicies"] = new JsonArray(JsonValues.Node(entry)) } };
        return recorded.Write with { Resource = $"{resource[..resource.LastIndexOf('/')]}/{verb}", Body = JsonValues.Element(body) };
    }

    private static JsonElement With(JsonElement entry, IEnumerable<string> keys)
    {
        var copy = JsonValues.Node(entry) as JsonObject ?? [];
        if (copy["permissions"] is JsonObject permissions)
        {
            permissions["keys"] = ArrayOf(keys);
        }

        return JsonValues.Element(copy);
    }

    private static JsonArray ArrayOf(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)JsonValue.Create(text))]);

    private static bool HasOtherPermissions(JsonElement entry) =>
        entry.MembersAt("permissions").Any(area => !area.Name.Equals("keys", StringComparison.OrdinalIgnoreCase)
            && !JsonValues.IsNothing(area.Value));

    private static bool IsWithin(JsonElement sent, JsonElement entry) => sent.MembersAt("permissions").All(area =>
        !sent.TextsAt($"permissions.{area.Name}").Except(entry.TextsAt($"permissions.{area.Name}"),
            StringComparer.OrdinalIgnoreCase).Any());

    private static IEnumerable<string> Texts(JsonElement entry) => entry.TextsAt(Keys);

    private static JsonElement EntryOf(JsonElement vault, JsonElement sent) => vault.ItemsAt(List).FirstOrDefault(entry =>
        JsonValues.Same(entry.At("objectId"), sent.At("objectId")) && entry.TextAt("applicationId") is null);

    private static string VerbOf(ArmWrite write) => write.Resource[(write.Resource.LastIndexOf('/') + 1)..];
}
