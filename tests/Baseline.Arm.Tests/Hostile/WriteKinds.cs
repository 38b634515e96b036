using Baseline.TestKit.Loopback;
using Xunit;

namespace Baseline.Arm.Tests.Hostile;

/// <summary>Every kind of write that the tool makes, in an apply, in its undo, and in the undo of that.</summary>
internal static class WriteKinds
{
    private const string Settings = "Microsoft.Insights/diagnosticSettings";
    private const string Policies = "Microsoft.Storage/storageAccounts/managementPolicies";
    private const string Accounts = "Microsoft.Storage/storageAccounts";
    private const string Vaults = "Microsoft.KeyVault/vaults";
    private const string AccessPolicies = "Microsoft.KeyVault/vaults/accessPolicies";
    private const string Roles = "Microsoft.Authorization/roleAssignments";
    private const string BlobServices = "Microsoft.Storage/storageAccounts/blobServices";
    private const string Immutability = "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies";
    private const string Locks = "Microsoft.Authorization/locks";
    private const string Alerts = "Microsoft.Insights/activityLogAlerts";

    public static IReadOnlyDictionary<string, WriteKind> All { get; } = new Dictionary<string, WriteKind>(StringComparer.Ordinal)
    {
        ["settings are written"] = new(Settings, "PUT", WrittenWorld.Settings, 0),
        ["a setting is restored"] = new(Settings, "PUT", WrittenWorld.Settings, 1),
        ["a created setting is deleted"] = new(Settings, "DELETE", WrittenWorld.Settings, 1),
        ["policies are written"] = new(Policies, "PUT", WrittenWorld.Settings, 0),
        ["a policy is restored"] = new(Policies, "PUT", WrittenWorld.Settings, 1),
        ["a created policy is deleted"] = new(Policies, "DELETE", WrittenWorld.Settings, 1),
        ["an identity is created"] = new("Microsoft.ManagedIdentity/userAssignedIdentities", "PUT", WrittenWorld.NewKey, 0),
        ["a vault is created"] = new(Vaults, "PUT", WrittenWorld.NewKey, 0),
        ["a vault is protected"] = new(Vaults, "PATCH", WrittenWorld.NewPolicy, 0),
        ["a key is created"] = new("Microsoft.KeyVault/vaults/keys", "PUT", WrittenWorld.NewKey, 0),
        ["a role is given"] = new(Roles, "PUT", WrittenWorld.NewKey, 0),
        ["a role is taken back"] = new(Roles, "DELETE", WrittenWorld.NewKey, 1),
        ["a role is given back"] = new(Roles, "PUT", WrittenWorld.NewKey, 2),
        ["access is given"] = new(AccessPolicies, "PUT add", WrittenWorld.NewPolicy, 0),
        ["access is taken back"] = new(AccessPolicies, "PUT remove", WrittenWorld.NewPolicy, 1),
        ["access is taken back beside that of others"] = new(AccessPolicies, "PUT replace", WrittenWorld.MorePolicy, 1),
        ["access is given back"] = new(AccessPolicies, "PUT add", WrittenWorld.NewPolicy, 2),
        ["an identity is attached"] = new(Accounts, "PATCH", WrittenWorld.NewKey, 0, "userAssignedIdentities"),
        ["an account is encrypted"] = new(Accounts, "PATCH", WrittenWorld.NewPolicy, 0, "keySource"),
        ["an account gets its old key back"] = new(Accounts, "PATCH", WrittenWorld.NewKey, 1, "keySource"),
        ["an account is protected"] = new(Accounts, "PATCH", WrittenWorld.Protection, 0, "minimumTlsVersion"),
        ["an account is as open as before"] = new(Accounts, "PATCH", WrittenWorld.Protection, 1, "minimumTlsVersion"),
        ["soft delete is set"] = new(BlobServices, "PUT", WrittenWorld.Protection, 0),
        ["soft delete is restored"] = new(BlobServices, "PUT", WrittenWorld.Protection, 1),
        ["a lock is created"] = new(Locks, "PUT", WrittenWorld.Protection, 0),
        ["a created lock is deleted"] = new(Locks, "DELETE", WrittenWorld.Protection, 1),
        ["containers get policies"] = new(Immutability, "PUT", WrittenWorld.Protection, 0),
        ["a container's policy is restored"] = new(Immutability, "PUT", WrittenWorld.Protection, 1),
        ["a created policy of a container is deleted"] = new(Immutability, "DELETE", WrittenWorld.Protection, 1),
        ["a policy of a container is locked"] = new(Immutability, "POST lock", WrittenWorld.Locking, 0),
        ["a locked policy of a container is extended"] = new(Immutability, "POST extend", WrittenWorld.Locking, 0),
        ["a resource group is created"] = new("Microsoft.Resources/resourceGroups", "PUT", WrittenWorld.NewGroup, 0),
        ["alerts are written"] = new(Alerts, "PUT", WrittenWorld.Alerts, 0),
        ["an alert is restored"] = new(Alerts, "PUT", WrittenWorld.Alerts, 1),
        ["a created alert is deleted"] = new(Alerts, "DELETE", WrittenWorld.Alerts, 1),
    };

    /// <summary>Each with each wrong answer that a single resource can get.</summary>
    public static TheoryData<string, WrongAnswer> WithAnswers
    {
        get
        {
            var rows = new TheoryData<string, WrongAnswer>();
            foreach (var kind in All.Keys)
            {
                foreach (var answer in Enum.GetValues<WrongAnswer>().Where(answer => answer != WrongAnswer.EndlessPages))
                {
                    rows.Add(kind, answer);
                }
            }

            return rows;
        }
    }

    public static TheoryData<string> Names => [.. All.Keys];
}
