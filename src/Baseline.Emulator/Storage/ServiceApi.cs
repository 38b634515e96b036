using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Storage;

/// <summary>
/// blobServices/default and its three sisters: the settings of an account's services. Every account has them; the estate
/// holds those that somebody changed.
/// </summary>
internal sealed class ServiceApi(Tenant tenant)
{
    private const int MostDays = 365;

    // The service, and what Azure calls it where an account has none.
    private static readonly (string Name, string Feature)[] Services =
        [("blobServices", "Blob"), ("fileServices", "File"), ("queueServices", "Queue"), ("tableServices", "Table")];

    public void AddTo(RouteTable routes)
    {
        foreach (var (name, feature) in Services)
        {
            var type = StorageAccountApi.Type + "/" + name.ToLowerInvariant();
            routes.OnAll("GET", type, call => Unsupported(call, feature) ?? Answer.List([BodyOf(call.Path.Parent, name)]));
            routes.On("GET", type, call =>
                Misnamed(call) ?? Unsupported(call, feature) ?? StorageAnswer.Ok(BodyOf(call.Path.Parent, name)));
            routes.On("PUT", type, call => Misnamed(call) ?? Unsupported(call, feature) ?? Put(call, name));
        }
    }

    private static ArmResponse? Misnamed(ArmCall call) => call.Path.Name.Same("default")
        ? null
        : StorageAnswer.Error(
            400, "InvalidValuesForRequestParameters", "The name of the service of a storage account must be 'default'.");

    private ArmResponse? Unsupported(ArmCall call, string feature)
    {
        var account = tenant.Resources.Find(call.Path.Parent);
        var kind = account?.Body["kind"].AsText();
        var isPremium = account?.Body.At("sku", "name").AsText()?.StartsWith("Premium", StringComparison.OrdinalIgnoreCase) is true;
        var isServed = kind switch
        {
            _ when kind.Same("FileStorage") => feature == "File",
            _ when kind.Same("BlobStorage") || kind.Same("BlockBlobStorage") || isPremium => feature == "Blob",
            _ => true,
        };
        return isServed
            ? null
            : StorageAnswer.Error(409, "FeatureNotSupportedForAccount", $"{feature} is not supported for the account.");
    }

    private JsonObject BodyOf(ResourcePath account, string name)
    {
        var owner = tenant.Resources.Find(account);
        var seeded = tenant.Resources.Find(account.Append(name + "/default"));
        if (seeded is not null)
        {
            return seeded.Body;
        }

        var properties = new JsonObject { ["cors"] = new JsonObject { ["corsRules"] = new JsonArray() } };
        if (name == "blobServices")
        {
            properties["deleteRetentionPolicy"] = new JsonObject { ["allowPermanentDelete"] = false, ["enabled"] = false };
        }
        else if (name == "fileServices")
        {
            properties["shareDeleteRetentionPolicy"] = new JsonObject { ["enabled"] = true, ["days"] = 7 };
        }

        return Wrapped(account, owner, name, properties);
    }

    private static JsonObject Wrapped(ResourcePath account, StoredResource? owner, string name, JsonObject properties)
    {
        var body = new JsonObject();
        if (name is "blobServices" or "fileServices")
        {
            body["sku"] = owner?.Body["sku"]?.DeepClone();
        }

        body["id"] = $"{owner?.Id ?? account.Text}/{name}/default";
        body["name"] = "default";
        body["type"] = "Microsoft.Storage/storageAccounts/" + name;
        body["properties"] = properties;
        return body;
    }

    // A PUT replaces: what it leaves out goes back to what a new account has.
    private ArmResponse Put(ArmCall call, string name)
    {
        var sent = call.Body["properties"] as JsonObject ?? [];
        foreach (var (member, value) in sent)
        {
            if (member.EndsWith("RetentionPolicy", StringComparison.OrdinalIgnoreCase) && value is not null && !IsRetention(value))
            {
                return StorageAnswer.Error(
                    400, "InvalidValuesForRequestParameters", $"Values for request parameters are invalid: properties.{member}.");
            }
        }

        if (name == "blobServices" && Restoring(sent) is { } refusal)
        {
            return refusal;
        }

        var properties = sent.DeepClone().AsObject();
        properties["cors"] ??= new JsonObject { ["corsRules"] = new JsonArray() };
        KeepTold(tenant.Resources.Find(call.Path)?.Properties["restorePolicy"], properties["restorePolicy"]);
        var body = Wrapped(call.Path.Parent, tenant.Resources.Find(call.Path.Parent), name, properties);
        tenant.Resources.Put(call.Path, body);
        return StorageAnswer.Ok(body);
    }

    // What Azure tells of a policy that goes on is not for the caller to send.
    private static void KeepTold(JsonNode? before, JsonNode? after)
    {
        foreach (var member in (string[])["minRestoreTime", "lastEnabledTime"])
        {
            if (after is JsonObject policy && before.At("enabled").AsFlag() is true && before.At(member) is { } told)
            {
                policy[member] = told.DeepClone();
            }
        }
    }

    // Restoring to a point in time needs more than its own days, and what keeps the changes.
    private static ArmResponse? Restoring(JsonObject sent) =>
        sent.At("restorePolicy", "enabled").AsFlag() is not true
            || (sent.At("isVersioningEnabled").AsFlag() is true
                && sent.At("changeFeed", "enabled").AsFlag() is true
                && sent.At("deleteRetentionPolicy", "enabled").AsFlag() is true
                && sent.At("deleteRetentionPolicy", "days").AsNumber() > sent.At("restorePolicy", "days").AsNumber())
            ? null
            : StorageAnswer.Error(
                400,
                "InvalidRestorePolicy",
                "Conflicting values: restorePolicy needs versions, the change feed and a longer deleteRetentionPolicy.");

    private static bool IsRetention(JsonNode policy)
    {
        var days = policy.At("days");
        var isEnabled = policy.At("enabled").AsFlag();
        return isEnabled is not null
            && (isEnabled is false || days.AsNumber() is >= 1 and <= MostDays)
            && (days is null || days.AsNumber() is { } number && number.Equals(Math.Floor(number)));
    }
}
