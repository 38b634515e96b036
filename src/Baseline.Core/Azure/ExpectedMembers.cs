using System.Collections.Frozen;
using System.Text.Json;
using static Baseline.Azure.ExpectedMember;

namespace Baseline.Azure;

/// <summary>What verdicts rest on of each type, and of what kind Azure has it (docs/azure.md#unset-values).</summary>
public static class ExpectedMembers
{
    private const string Properties = "properties";

    private static readonly FrozenDictionary<string, ExpectedMember[]> ByType = new Dictionary<string, ExpectedMember[]>
    {
        [TypeNames.DiagnosticSetting] = Of(
        [
            Objects("logs", [.. Text("category", "categoryGroup"), .. Flag("enabled"), Retention]),
            Objects("metrics", [.. Text("category"), .. Flag("enabled"), Retention]),
            .. Text("storageAccountId", "workspaceId", "eventHubAuthorizationRuleId", "eventHubName", "marketplacePartnerId"),
            .. Text("logAnalyticsDestinationType"),
        ]),
        [TypeNames.LogCategory] = Of([.. Text("categoryType"), Texts("categoryGroups")]),
        [TypeNames.ActivityLogAlert] = Of(
        [
            .. Flag("enabled"),
            Texts("scopes"),
            Object("condition", Objects("allOf", [.. Text("field", "equals"), Objects("anyOf"), Texts("containsAny")])),
            Object("actions", Objects("actionGroups", [.. Text("actionGroupId")])),
        ]),
        [TypeNames.ActionGroup] = Of(
        [
            .. Flag("enabled"),
            .. Receivers.Select(kind => Objects($"{kind}Receivers")),
        ]),
        [TypeNames.DataCollectionRule] = Of(
        [
            Objects("dataFlows", [Texts("streams"), Texts("destinations")]),
            Object("destinations"),
            .. Text("dataCollectionEndpointId"),
        ]),
        [TypeNames.DataCollectionRuleAssociation] = Of([.. Text("dataCollectionRuleId")]),
        [TypeNames.Lock] = Of([.. Text("level")]),
        [TypeNames.RoleAssignment] = Of([.. Text("principalId", "roleDefinitionId", "principalType")]),
        [TypeNames.Vault] = Of(
        [
            .. Flag("enableRbacAuthorization", "enablePurgeProtection", "enableSoftDelete"),
            .. Text("tenantId", "vaultUri", "publicNetworkAccess"),
            Objects("accessPolicies", [.. Text("tenantId", "objectId", "applicationId")]),
            NetworkAcls,
        ]),
        [TypeNames.VaultKey] = Of(KeyMembers),
        [TypeNames.VaultKeyVersion] = Of(KeyMembers),
        [TypeNames.StorageAccount] =
        [
            .. Text("kind"),
            Object("sku", [.. Text("name")]),
            Object("identity", [.. Text("type", "principalId"), Object("userAssignedIdentities")]),
            .. Of(
            [
                .. Flag("supportsHttpsTrafficOnly", "allowBlobPublicAccess", "allowCrossTenantReplication", "allowSharedKeyAccess"),
                .. Text("minimumTlsVersion", "dnsEndpointType", "publicNetworkAccess"),
                Object(
                    "encryption",
                    [
                        .. Text("keySource"),
                        .. Flag("requireInfrastructureEncryption"),
                        Object("keyvaultproperties", [.. Text("keyname", "keyversion", "keyvaulturi")]),
                        Object("identity", [.. Text("userAssignedIdentity", "federatedIdentityClientId")]),
                    ]),
                NetworkAcls,
            ]),
        ],
        [TypeNames.LifecyclePolicy] = Of(
        [
            Object("policy", Objects(
                "rules",
                [
                    .. Text("name", "type"),
                    .. Flag("enabled"),
                    Object(
                        "definition",
                        Object("actions", Object("baseBlob", Deleting), Object("version", Deleting), Object("snapshot", Deleting)),
                        Object("filters", Texts("prefixMatch"), Texts("blobTypes"), Objects("blobIndexMatch"))),
                ])),
        ]),
        [TypeNames.BlobService] = Of(
        [
            .. Flag("isVersioningEnabled"),
            Object("deleteRetentionPolicy", DaysAndFlag),
            Object("containerDeleteRetentionPolicy", DaysAndFlag),
            Object("restorePolicy", DaysAndFlag),
        ]),
        [TypeNames.BlobContainer] = Of(
        [
            .. Flag("hasLegalHold"),
            .. Text("defaultEncryptionScope"),
            Object("immutableStorageWithVersioning", [.. Flag("enabled")]),
            Object("immutabilityPolicy", Object(Properties, ImmutabilityMembers)),
            Object("legalHold", Object("protectedAppendWritesHistory", [.. Flag("allowProtectedAppendWritesAll")])),
        ]),
        [TypeNames.ImmutabilityPolicy] = Of(ImmutabilityMembers),
        [TypeNames.EncryptionScope] = Of([.. Text("source"), Object("keyVaultProperties")]),
        [TypeNames.StorageTaskAssignment] = Of(
        [
            .. Flag("enabled"),
            .. Text("taskId"),
            Object("executionContext", Object("target", Texts("prefix"), Texts("excludePrefix"))),
        ]),
        [TypeNames.StorageTask] = Of(
        [
            Object("action", Object("if", Objects("operations")), Object("else", Objects("operations"))),
        ]),
        [TypeNames.Workspace] = Of([.. Number("retentionInDays")]),
        [TypeNames.WorkspaceTable] = Of([.. Number("retentionInDays", "totalRetentionInDays")]),
        [TypeNames.EventHubRule] = Of([Texts("rights")]),
        [TypeNames.Identity] = Of([.. Text("principalId", "tenantId", "isolationScope")]),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static string[] Receivers =>
    [
        "email", "sms", "webhook", "itsm", "azureAppPush", "automationRunbook", "voice", "logicApp", "azureFunction", "armRole", "eventHub",
    ];

    private static ExpectedMember Retention => Object("retentionPolicy", DaysAndFlag);

    private static ExpectedMember NetworkAcls => Object("networkAcls", [.. Text("bypass", "defaultAction")]);

    private static ExpectedMember[] DaysAndFlag => [.. Number("days"), .. Flag("enabled")];

    private static ExpectedMember[] ImmutabilityMembers =>
    [
        .. Number("immutabilityPeriodSinceCreationInDays"),
        .. Text("state"),
        .. Flag("allowProtectedAppendWrites", "allowProtectedAppendWritesAll"),
    ];

    private static ExpectedMember[] KeyMembers =>
    [
        .. Text("kty", "keyUriWithVersion"),
        .. Number("keySize"),
        Texts("keyOps"),
        Object("attributes", [.. Flag("enabled"), .. Number("nbf", "exp")]),
    ];

    private static ExpectedMember Deleting => Object(
        "delete",
        [
            .. Number("daysAfterModificationGreaterThan", "daysAfterCreationGreaterThan", "daysAfterLastAccessTimeGreaterThan"),
        ]);

    /// <summary>
    /// What of a body is of another kind than Azure's, as a sentence without its full stop; null where nothing is that verdicts rest on.
    /// </summary>
    /// <param name="type">The type of the resource.</param>
    /// <param name="body">Its body.</param>
    public static string? WhyNot(string type, JsonElement body) =>
        ByType.TryGetValue(type, out var members)
            ? members.Select(member => member.WhyNot(body)).FirstOrDefault(why => why is not null)
            : null;

    /// <summary>
    /// Whether a resource of a type is never seen without its properties: what hangs on another one is in no list of everything, which
    /// shows none.
    /// </summary>
    /// <param name="type">The type of the resource.</param>
    public static bool HasAlwaysProperties(string type) =>
        ByType.ContainsKey(type)
        && (type.Count(letter => letter == '/') > 1 || type.Equals(TypeNames.DiagnosticSetting, StringComparison.OrdinalIgnoreCase));

    private static ExpectedMember[] Of(IReadOnlyList<ExpectedMember> members) => [Object(Properties, members)];
}
