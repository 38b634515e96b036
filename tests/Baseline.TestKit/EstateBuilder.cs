using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Estates;

namespace Baseline.TestKit;

/// <summary>
/// Writes down an estate for a test, in as few words as the test is about. Names stand for ids: a resource that was added
/// is found by its name, and a name that was never added gives the id of something that does not exist. Resources go into
/// the last subscription that was named; words that come after a resource alter that resource.
/// <code>
/// new EstateBuilder()
///     .Account("stlogs").Lifecycle("stlogs", new LifecycleRule("short", 90))
///     .Vault("kv-a", tags: "environment=prod")
///     .Setting("kv-a", "audit", storage: "stlogs").Retention(30)
///     .Build()
/// </code>
/// </summary>
public sealed class EstateBuilder
{
    /// <summary>The subscription of everything that is added before a subscription is named.</summary>
    public const string DefaultSubscription = "11111111-1111-1111-1111-111111111111";

    /// <summary>The tenant of every subscription.</summary>
    public const string Tenant = "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa";

    /// <summary>Where resources lie, unless a test says otherwise.</summary>
    public const string DefaultRegion = "westeurope";

    /// <summary>Key Vault Crypto Service Encryption User.</summary>
    public const string CryptoServiceEncryptionUser = "e147488a-f6f5-4113-8e2d-b22465e65bf6";

    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true };

    private readonly Dictionary<string, JsonObject> _subscriptions = [];
    private readonly List<JsonObject> _resources = [];
    private readonly List<JsonObject> _unreadable = [];
    private string? _capturedAt = "2026-11-22T09:00:00Z";
    private string _subscription = DefaultSubscription;

    /// <summary>The estate.</summary>
    public Estate Build()
    {
        var result = EstateFile.Read(ToJson(), "estate.json");
        return result.Value ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }

    /// <summary>The estate as a file, such as an emulator is seeded from.</summary>
    public byte[] ToJson()
    {
        Current();
        var file = new JsonObject { ["formatVersion"] = "1.0" };
        if (_capturedAt is not null)
        {
            file["capturedAt"] = _capturedAt;
        }

        file["source"] = "azure";
        file["subscriptions"] = Copy(_subscriptions.Values);
        file["resources"] = Copy(_resources);
        file["unreadable"] = Copy(_unreadable);
        return Encoding.UTF8.GetBytes(file.ToJsonString(Layout));
    }

    /// <summary>When the estate was read; null for never recorded.</summary>
    public EstateBuilder CapturedAt(string? time)
    {
        _capturedAt = time;
        return this;
    }

    /// <summary>Adds a subscription; what follows lies in it. Naming one again goes back to it.</summary>
    public EstateBuilder Subscription(string guid, string? name = null, params string[] managementGroups)
    {
        _subscription = guid;
        _subscriptions.TryAdd(guid, new JsonObject
        {
            ["id"] = guid,
            ["displayName"] = name ?? $"sub-{guid[..4]}",
            ["tenantId"] = Tenant,
            ["state"] = "Enabled",
            ["managementGroups"] = new JsonArray([.. managementGroups.Select(group => JsonValue.Create(group))]),
        });
        return this;
    }

    /// <summary>What follows lies in a subscription that was not read: it is not part of the estate.</summary>
    public EstateBuilder OutsideSubscription(string guid)
    {
        Current();
        _subscription = guid;
        return this;
    }

    /// <summary>A vault in the RBAC model, without purge protection.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="region">Its region.</param>
    /// <param name="group">Its resource group.</param>
    /// <param name="tags">Tags, as in <c>environment=sandbox</c>.</param>
    public EstateBuilder Vault(string name, string region = DefaultRegion, string group = "rg-app", params string[] tags) =>
        Add(ArmBodies.Vault(VaultId(name, group), region, Tags(tags), Tenant));

    /// <summary>A managed HSM.</summary>
    public EstateBuilder ManagedHsm(string name, string region = DefaultRegion, string group = "rg-app", params string[] tags) =>
        Add(ArmBodies.ManagedHsm(NewId(group, "Microsoft.KeyVault/managedHSMs", name), region, Tags(tags), Tenant));

    /// <summary>The vault before has purge protection.</summary>
    public EstateBuilder PurgeProtected() => WithProperty("enablePurgeProtection", true);

    /// <summary>The vault before grants by access policies; Azure leaves the flag out of most such vaults.</summary>
    public EstateBuilder AccessPolicyModel() => With(body => Properties(body).Remove("enableRbacAuthorization"));

    /// <summary>The vault before has an access policy.</summary>
    public EstateBuilder Policy(string principal, params string[] keys) => AccessPolicyModel().With(body =>
        Array(Properties(body), "accessPolicies").Add(new JsonObject
        {
            ["tenantId"] = Tenant,
            ["objectId"] = principal,
            ["permissions"] = new JsonObject { ["keys"] = new JsonArray([.. keys.Select(key => JsonValue.Create(key))]) },
        }));

    /// <summary>A storage account with Microsoft's own key.</summary>
    public EstateBuilder Account(string name, string region = DefaultRegion, string group = "rg-logs", params string[] tags) =>
        Add(ArmBodies.Account(AccountId(name, group), region, Tags(tags)));

    /// <summary>The account before is encrypted with a customer-managed key; without an identity by its system identity.</summary>
    /// <param name="vault">The vault of the key.</param>
    /// <param name="key">The key.</param>
    /// <param name="identity">A user-assigned identity, which is attached.</param>
    /// <param name="version">The pinned version; null: Azure rotates.</param>
    public EstateBuilder CustomerKey(string vault, string key, string? identity = null, string? version = null)
    {
        With(body => Properties(body)["encryption"] =
            ArmBodies.CustomerKey(vault, key, version, identity is null ? null : IdentityId(identity)));
        return identity is null ? SystemIdentity() : Attached(identity);
    }

    /// <summary>The account before has a system-assigned identity.</summary>
    public EstateBuilder SystemIdentity() => With(body =>
    {
        var before = body["identity"] as JsonObject;
        var identity = new JsonObject
        {
            ["principalId"] = ArmBodies.GuidOf($"system identity of {body["name"]}"),
            ["tenantId"] = Tenant,
            ["type"] = before is null ? "SystemAssigned" : "SystemAssigned,UserAssigned",
        };
        if (before?["userAssignedIdentities"] is { } attached)
        {
            identity["userAssignedIdentities"] = attached.DeepClone();
        }

        body["identity"] = identity;
    });

    /// <summary>The account before has a user-assigned identity attached.</summary>
    public EstateBuilder Attached(string identity) => With(body =>
    {
        var id = IdentityId(identity);
        if (body["identity"] is not JsonObject block)
        {
            body["identity"] = block = new JsonObject { ["type"] = "UserAssigned" };
        }

        block["type"] = block.ContainsKey("principalId") ? "SystemAssigned,UserAssigned" : "UserAssigned";
        if (block["userAssignedIdentities"] is not JsonObject attached)
        {
            block["userAssignedIdentities"] = attached = [];
        }

        attached[ArmBodies.LowerGroups(id)] = new JsonObject
        {
            ["principalId"] = PrincipalOf(identity),
            ["clientId"] = ArmBodies.GuidOf($"client of {ArmBodies.LastOf(id)}"),
        };
    });

    /// <summary>The account before is closed to the network, with or without the way around for trusted services.</summary>
    public EstateBuilder Firewall(bool trustedServices) => With(body =>
    {
        var rules = Object(Properties(body), "networkAcls");
        rules["defaultAction"] = "Deny";
        rules["bypass"] = trustedServices ? "AzureServices" : "None";
    });

    /// <summary>The lifecycle policy of an account.</summary>
    public EstateBuilder Lifecycle(string account, params LifecycleRule[] rules) =>
        Add(ArmBodies.Policy(AccountId(account), rules));

    /// <summary>A diagnostic setting of a vault.</summary>
    /// <param name="vault">The vault.</param>
    /// <param name="name">The setting's name.</param>
    /// <param name="storage">The account it writes to.</param>
    /// <param name="workspace">The workspace it writes to.</param>
    /// <param name="logs">Categories or groups that are on, or with a leading minus off; AuditEvent when none is given.</param>
    public EstateBuilder Setting(
        string vault, string name, string? storage = null, string? workspace = null, params string[] logs)
    {
        Add(ArmBodies.Setting(VaultId(vault), name, logs.Length == 0 ? ["AuditEvent"] : logs));
        return Sinks(storage, workspace);
    }

    /// <summary>A diagnostic setting of the current subscription; all eight categories when none is given.</summary>
    public EstateBuilder SubscriptionSetting(
        string name, string? storage = null, string? workspace = null, params string[] logs)
    {
        // Azure spells the id of a subscription setting without its leading slash, more often than not (docs/azure.md#spelling-of-ids).
        Add(ArmBodies.ActivitySetting($"subscriptions/{Current()}", name, Activity(logs)));
        return Sinks(storage, workspace);
    }

    /// <summary>A diagnostic setting of a management group; all categories when none is given.</summary>
    public EstateBuilder ManagementGroupSetting(string group, string name, string? storage = null, params string[] logs)
    {
        Add(ArmBodies.ActivitySetting($"/providers/Microsoft.Management/managementGroups/{group}", name, Activity(logs)));
        return Sinks(storage, null);
    }

    /// <summary>The legacy log profile of the current subscription.</summary>
    public EstateBuilder LogProfile(string storage, string name = "default") =>
        Add(ArmBodies.LogProfile($"/subscriptions/{Current()}", name, AccountId(storage)));

    /// <summary>The logs of the setting before still carry the retention of old.</summary>
    public EstateBuilder Retention(int days, bool enabled = true) => With(body =>
    {
        foreach (var row in Array(Properties(body), "logs").OfType<JsonObject>().Where(row => (bool?)row["enabled"] == true))
        {
            row["retentionPolicy"] = ArmBodies.Retention(enabled, days);
        }
    });

    /// <summary>The setting before exports metrics.</summary>
    public EstateBuilder Metrics() => With(body => Object(Array(Properties(body), "metrics"), 0)["enabled"] = true);

    /// <summary>The setting before writes to an event hub as well.</summary>
    public EstateBuilder EventHub(string rule, string hub) =>
        WithProperty("eventHubAuthorizationRuleId", rule).WithProperty("eventHubName", hub);

    /// <summary>An RSA key.</summary>
    public EstateBuilder Key(string vault, string name, int size = 2048, bool enabled = true, long? expires = null)
    {
        Add(ArmBodies.Key(VaultId(vault), name, DefaultRegion, size));
        return With(body =>
        {
            var attributes = Object(Properties(body), "attributes");
            attributes["enabled"] = enabled;
            if (expires is not null)
            {
                attributes["exp"] = expires;
            }
        });
    }

    /// <summary>A user-assigned identity; its principal is <see cref="PrincipalOf"/> its name.</summary>
    public EstateBuilder Identity(string name, string region = DefaultRegion, string group = "rg-logs", params string[] tags) =>
        Add(ArmBodies.Identity(IdentityId(name, group), region, Tags(tags), Tenant));

    /// <summary>A role of a principal on a scope, which is an id or the name of a vault.</summary>
    public EstateBuilder RoleAssignment(string scope, string principal, string role = CryptoServiceEncryptionUser) =>
        Add(ArmBodies.RoleAssignment(IdOf(scope), principal, role));

    /// <summary>A lock on something that was added.</summary>
    public EstateBuilder Lock(string scope, string level = "ReadOnly", string name = "do-not-touch") =>
        Add(ArmBodies.Lock(IdOf(scope), name, level));

    /// <summary>A read that failed.</summary>
    public EstateBuilder Unreadable(string id, int status = 403, string code = "AuthorizationFailed")
    {
        _unreadable.Add(new JsonObject { ["id"] = id, ["status"] = status, ["code"] = code });
        return this;
    }

    /// <summary>The diagnostic settings of a vault, or of the current subscription, could not be read.</summary>
    public EstateBuilder SettingsUnreadable(string? vault = null, int status = 403, string code = "AuthorizationFailed") =>
        Unreadable(
            $"{(vault is null ? $"/subscriptions/{Current()}" : VaultId(vault))}/providers/microsoft.insights/diagnosticSettings",
            status,
            code);

    /// <summary>Anything else, as raw JSON.</summary>
    public EstateBuilder Raw(string json) =>
        Add(JsonNode.Parse(json) as JsonObject ?? throw new ArgumentException("A resource is a JSON object.", nameof(json)));

    /// <summary>Alters the raw body of the resource before.</summary>
    public EstateBuilder With(Action<JsonObject> edit)
    {
        edit(_resources[^1]);
        return this;
    }

    /// <summary>Sets a member of the resource before, beneath its properties.</summary>
    public EstateBuilder WithProperty(string name, JsonNode? value) => With(body => Properties(body)[name] = value);

    /// <summary>The id of anything that was added, by its name; an id is given back as it is.</summary>
    public string IdOf(string name) => name.StartsWith('/')
        ? name
        : Added(name, type: null) ?? throw new InvalidOperationException($"Nothing called \"{name}\" was added.");

    /// <summary>The region of a storage account that was added; null where none of that name was.</summary>
    public string? RegionOf(string account) => (string?)_resources.FindLast(body =>
        (string?)body["name"] == account && (string?)body["type"] == "Microsoft.Storage/storageAccounts")?["location"];

    /// <summary>The id of a vault; where none of that name was added, of one that does not exist.</summary>
    public string VaultId(string name, string group = "rg-app") => Resolve(name, group, "Microsoft.KeyVault/vaults");

    /// <summary>The id of a storage account; where none of that name was added, of one that does not exist.</summary>
    public string AccountId(string name, string group = "rg-logs") => Resolve(name, group, "Microsoft.Storage/storageAccounts");

    /// <summary>The id of an identity; where none of that name was added, of one that does not exist.</summary>
    public string IdentityId(string name, string group = "rg-logs") =>
        Resolve(name, group, "Microsoft.ManagedIdentity/userAssignedIdentities");

    /// <summary>The id of a workspace; one that a setting names is there.</summary>
    public string WorkspaceId(string name) => Resolve(name, "rg-logs", "Microsoft.OperationalInsights/workspaces");

    /// <summary>The principal of an identity, from its name or id.</summary>
    public static string PrincipalOf(string identity) => ArmBodies.GuidOf($"principal of {ArmBodies.LastOf(identity)}");

    private static JsonArray Copy(IEnumerable<JsonObject> items) => new([.. items.Select(item => item.DeepClone())]);

    private static string[] Activity(string[] logs) => logs.Length > 0
        ? logs
        : ["Administrative", "Security", "ServiceHealth", "Alert", "Recommendation", "Policy", "Autoscale", "ResourceHealth"];

    private static JsonObject Tags(string[] tags) => new(tags.Select(tag => tag.Split('=', 2))
        .Select(pair => KeyValuePair.Create<string, JsonNode?>(pair[0], pair.Length > 1 ? pair[1] : "")));

    private static JsonObject Properties(JsonObject body) => Object(body, "properties");

    private static JsonObject Object(JsonNode node, object member) =>
        (member is int index ? node[index] : node[(string)member]) as JsonObject
        ?? throw new InvalidOperationException($"The resource before has no object {member}.");

    private static JsonArray Array(JsonObject node, string member) =>
        node[member] as JsonArray ?? throw new InvalidOperationException($"The resource before has no list {member}.");

    private EstateBuilder Sinks(string? storage, string? workspace) => With(body =>
    {
        var properties = Properties(body);
        if (storage is not null)
        {
            Put(properties, "storageAccountId", AccountId(storage));
        }

        if (workspace is not null)
        {
            Put(properties, "workspaceId", WorkspaceId(workspace));
            AddBeforeLast(WorkspaceId(workspace));
        }
    });

    /// <summary>The words that follow still alter the setting, so that its workspace stands before it.</summary>
    private void AddBeforeLast(string workspace)
    {
        if (!_resources.Exists(body => string.Equals((string?)body["id"], workspace, StringComparison.OrdinalIgnoreCase)))
        {
            _resources.Insert(_resources.Count - 1, ArmBodies.Workspace(workspace));
        }
    }

    /// <summary>Sinks stand before the logs, whether or not the shape lists unused ones.</summary>
    private static void Put(JsonObject properties, string name, string value)
    {
        if (!properties.ContainsKey(name))
        {
            properties.Insert(properties.IndexOf("logs"), name, value);
        }

        properties[name] = value;
    }

    private EstateBuilder Add(JsonObject body)
    {
        Current();
        _resources.Add(body);
        return this;
    }

    private string Current()
    {
        if (_subscriptions.Count == 0)
        {
            Subscription(_subscription);
        }

        return _subscription;
    }

    private string Resolve(string name, string group, string type) =>
        name.StartsWith('/') ? name : Added(name, type) ?? NewId(group, type, name);

    private string NewId(string group, string type, string name) =>
        $"/subscriptions/{Current()}/resourceGroups/{group}/providers/{type}/{name}";

    private string? Added(string name, string? type) => (string?)_resources.FindLast(body =>
        string.Equals((string?)body["name"], name, StringComparison.OrdinalIgnoreCase)
        && (type is null || (string?)body["type"] == type))?["id"];
}
