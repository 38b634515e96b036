using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Storage;

/// <summary>
/// immutabilityPolicies/default of containers. A policy lies within its container; one that an estate file holds by itself moves there
/// with the first write.
/// </summary>
internal sealed class ImmutabilityPolicyApi(Tenant tenant)
{
    private const string Type = StorageAccountApi.Type + "/blobservices/containers/immutabilitypolicies";
    private const int MostDays = 146_000;
    private const int MostExtensions = 5;

    private static readonly string[] Flags = ["allowProtectedAppendWrites", "allowProtectedAppendWritesAll"];

    public void AddTo(RouteTable routes)
    {
        routes.On("GET", Type, call => tenant.Resources.Find(call.Path) is { } own
            ? StorageAnswer.Ok(WithEtag(own.Body))
            : OfContainer(call, container => StorageAnswer.Ok(BodyOf(container))));
        routes.On("PUT", Type, call => OfContainer(call, container => Put(call, container)));
        routes.On("DELETE", Type, call => OfContainer(call, container => Delete(call, container)));
        routes.OnAll("POST", Type + "/lock", call => OfContainer(OnPolicy(call), container => Lock(OnPolicy(call), container)));
        routes.OnAll("POST", Type + "/extend", call => OfContainer(OnPolicy(call), container => Extend(OnPolicy(call), container)));
    }

    private static ArmCall OnPolicy(ArmCall call) => call with { Path = call.Path.Parent };

    private ArmResponse OfContainer(ArmCall call, Func<StoredResource, ArmResponse> serve) =>
        tenant.Resources.Find(call.Path.Parent) is { } container
            ? serve(container)
            : StorageAnswer.Error(404, "ContainerNotFound", "The specified container does not exist.");

    // Without a policy Azure answers with one that is deleted, not with a 404 (docs/azure.md#immutable-containers).
    private static JsonObject BodyOf(StoredResource container)
    {
        var within = container.Properties["immutabilityPolicy"];
        return new JsonObject
        {
            ["id"] = $"{container.Id}/immutabilityPolicies/default",
            ["name"] = "default",
            ["type"] = "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies",
            ["etag"] = within is null ? "" : EtagOf(within),
            ["properties"] = within.At("properties")?.DeepClone()
                ?? new JsonObject { ["immutabilityPeriodSinceCreationInDays"] = 0, ["state"] = "Deleted" },
        };
    }

    // An estate file need not say which state of a policy it holds.
    private static string EtagOf(JsonNode? policy) => policy.At("etag").AsText() ?? "\"0\"";

    private static JsonObject WithEtag(JsonObject policy)
    {
        var body = policy.DeepClone().AsObject();
        body["etag"] = EtagOf(policy);
        return body;
    }

    private ArmResponse Put(ArmCall call, StoredResource container)
    {
        var sent = call.Body["properties"];
        var days = sent.At("immutabilityPeriodSinceCreationInDays").AsNumber();
        if (days is not (>= 1 and <= MostDays) || !days.Value.Equals(Math.Floor(days.Value)))
        {
            return Invalid("properties.immutabilityPeriodSinceCreationInDays");
        }

        if (Flags.All(flag => sent.At(flag).AsFlag() is true))
        {
            return Invalid("properties.allowProtectedAppendWritesAll");
        }

        var before = Current(call, container);
        if (IsLocked(before))
        {
            return Locked();
        }

        if (Mismatch(call, container) is { } mismatch)
        {
            return mismatch;
        }

        var properties = new JsonObject
        {
            ["immutabilityPeriodSinceCreationInDays"] = sent.At("immutabilityPeriodSinceCreationInDays")?.DeepClone(),
            ["state"] = "Unlocked",
        };
        foreach (var flag in Flags.Where(flag => sent.At(flag).AsFlag() is not null))
        {
            properties[flag] = sent.At(flag)?.DeepClone();
        }

        Keep(call, container, properties, "put");
        return StorageAnswer.Ok(BodyOf(container));
    }

    private ArmResponse Lock(ArmCall call, StoredResource container) =>
        WhyNotForever(call, container) ?? (IsLocked(Current(call, container))
            ? Locked()
            : Forever(call, container, "lock", properties => properties["state"] = "Locked"));

    private ArmResponse Extend(ArmCall call, StoredResource container)
    {
        if (WhyNotForever(call, container) is { } refusal)
        {
            return refusal;
        }

        var sent = call.Body["properties"].At("immutabilityPeriodSinceCreationInDays");
        var days = sent.AsNumber();
        if (days is not (>= 1 and <= MostDays) || !days.Value.Equals(Math.Floor(days.Value)))
        {
            return Invalid("properties.immutabilityPeriodSinceCreationInDays");
        }

        var before = Current(call, container);
        var extensions = History(container).Count(update => update.At("update").AsText().Same("extend"));
        return !IsLocked(before) || days <= before.At("immutabilityPeriodSinceCreationInDays").AsNumber() || extensions >= MostExtensions
            ? StorageAnswer.Error(
                409, "ContainerImmutabilityPolicyFailure",
                "The operation is not allowed: only a locked immutability policy can be extended, to a longer period, and five times.")
            : Forever(
                call, container, "extend", properties => properties["immutabilityPeriodSinceCreationInDays"] = sent?.DeepClone());
    }

    private ArmResponse Forever(ArmCall call, StoredResource container, string update, Action<JsonObject> change)
    {
        var properties = Current(call, container)?.DeepClone() as JsonObject ?? [];
        change(properties);
        Keep(call, container, properties, update);
        return StorageAnswer.Ok(BodyOf(container));
    }

    private ArmResponse? WhyNotForever(ArmCall call, StoredResource container) =>
        call.IfMatch is null ? MissingHeader()
        : Current(call, container) is null ? Mismatched()
        : Mismatch(call, container);

    private ArmResponse Delete(ArmCall call, StoredResource container)
    {
        if (call.IfMatch is null)
        {
            return MissingHeader();
        }

        var before = Current(call, container);
        if (IsLocked(before))
        {
            return Locked();
        }

        if (before is null || Mismatch(call, container) is not null)
        {
            return Mismatched();
        }

        Keep(call, container, null, "");
        return StorageAnswer.Ok(BodyOf(container));
    }

    private JsonNode? Current(ArmCall call, StoredResource container) =>
        tenant.Resources.Find(call.Path)?.Properties ?? container.Properties["immutabilityPolicy"].At("properties");

    private static IEnumerable<JsonNode?> History(StoredResource container) =>
        container.Properties["immutabilityPolicy"].At("updateHistory") as JsonArray ?? [];

    private void Keep(ArmCall call, StoredResource container, JsonObject? properties, string update)
    {
        var history = History(container).Select(one => one?.DeepClone()).Append(new JsonObject
        {
            ["update"] = update,
            ["immutabilityPeriodSinceCreationInDays"] = properties.At("immutabilityPeriodSinceCreationInDays")?.DeepClone(),
        }).ToArray();
        tenant.Resources.Remove(call.Path);
        container.Properties["hasImmutabilityPolicy"] = properties is not null;
        container.Properties.Remove("immutabilityPolicy");
        if (properties is not null)
        {
            container.Properties["immutabilityPolicy"] = new JsonObject
            {
                ["etag"] = $"\"{tenant.Identifiers.Next("etag", call.Path.Key)}\"",
                ["properties"] = properties,
                ["updateHistory"] = new JsonArray(history),
            };
        }
    }

    private ArmResponse? Mismatch(ArmCall call, StoredResource container) =>
        call.IfMatch is null or "*"
            || call.IfMatch == EtagOf(tenant.Resources.Find(call.Path)?.Body ?? container.Properties["immutabilityPolicy"])
            ? null
            : Mismatched();

    private static bool IsLocked(JsonNode? policy) => policy.At("state").AsText().Same("Locked");

    private static ArmResponse MissingHeader() => StorageAnswer.Error(
        400, "MissingRequiredHeader", "A required HTTP header was not specified: If-Match.");

    private static ArmResponse Locked() => StorageAnswer.Error(
        409, "ContainerImmutabilityPolicyFailure", "The operation is not allowed: the immutability policy of the container is locked.");

    private static ArmResponse Mismatched() => StorageAnswer.Error(
        412, "PreconditionFailed", "The condition specified using HTTP conditional header(s) is not met.");

    private static ArmResponse Invalid(string member) => StorageAnswer.Error(
        400, "InvalidValuesForRequestParameters", $"Values for request parameters are invalid: {member}.");
}
