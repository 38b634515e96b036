using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Storage;

/// <summary>managementPolicies/default: the lifecycle rules of an account, read and written as a whole.</summary>
internal sealed class ManagementPolicyApi(Tenant tenant)
{
    private const string Type = StorageAccountApi.Type + "/managementpolicies";

    public void AddTo(RouteTable routes)
    {
        routes.On("GET", Type, Get);
        routes.On("PUT", Type, Put);
        routes.On("DELETE", Type, call => tenant.Resources.Remove(call.Path) ? StorageAnswer.Empty(200) : Answer.Empty(204));
    }

    private ArmResponse Get(ArmCall call) => tenant.Resources.Find(call.Path) is { } policy
        ? StorageAnswer.Ok(policy.Body)
        : StorageAnswer.Error(
            404, "ManagementPolicyNotFound", $"No ManagementPolicy found for account {call.Path.Parent.Name}");

    private ArmResponse? OfKind(ResourcePath account)
    {
        var kind = tenant.Resources.Find(account)?.Body["kind"].AsText();
        return kind.Same("Storage")
                ? StorageAnswer.Error(409, "OperationNotAllowedOnKind", "The operation is not allowed on account kind Storage")
            : kind.Same("FileStorage")
                ? StorageAnswer.Error(409, "FeatureNotSupportedForAccount", "Blob is not supported for the account.")
            : null;
    }

    private ArmResponse Put(ArmCall call)
    {
        if (!call.Path.Name.Same("default"))
        {
            return LifecycleRules.Invalid("The name of a management policy must be 'default'.");
        }

        if (OfKind(call.Path.Parent) is { } unsupported)
        {
            return unsupported;
        }

        if (LifecycleRules.Refusal(call.Body.At("properties", "policy", "rules")) is { } refusal)
        {
            return refusal;
        }

        var account = tenant.Resources.Find(call.Path.Parent)?.Id ?? call.Path.Parent.Text;
        var body = new JsonObject
        {
            ["id"] = $"{account}/managementPolicies/default",
            ["name"] = "DefaultManagementPolicy",
            ["type"] = "Microsoft.Storage/storageAccounts/managementPolicies",
            ["properties"] = new JsonObject
            {
                ["policy"] = new JsonObject
                {
                    ["rules"] = new JsonArray(
                        [.. call.Body.At("properties", "policy", "rules").Objects().Select(LifecycleRules.Printed)]),
                },
                ["lastModifiedTime"] = tenant.Timestamp(),
            },
        };
        tenant.Resources.Put(call.Path, body);
        return StorageAnswer.Ok(body);
    }
}
