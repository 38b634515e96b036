namespace Baseline.Core.Tests.Documents;

/// <summary>Documents that the tests start from.</summary>
internal static class Samples
{
    public const string Subscription = "11111111-1111-1111-1111-111111111111";
    public const string Group = $"/subscriptions/{Subscription}/resourceGroups/rg-logs/providers";
    public const string Account = $"{Group}/Microsoft.Storage/storageAccounts/stauditwe";
    public const string Workspace = $"{Group}/Microsoft.OperationalInsights/workspaces/log-central";
    public const string Rule = $"{Group}/Microsoft.EventHub/namespaces/ns-logs/authorizationRules/insights";
    public const string Vault = $"{Group}/Microsoft.KeyVault/vaults/cc-log-data-key-vault";
    public const string Identity = $"{Group}/Microsoft.ManagedIdentity/userAssignedIdentities/id-activity-log";

    /// <summary>No more than what is required.</summary>
    public const string Least = $"""
        apiVersion: baseline/v1
        kind: Baseline
        metadata:
          name: azure-logging
        scope:
          subscriptions: [{Subscription}]
        controls:
          KeyVault-004:
            auditEvent: enabled
            retentionDays: [365, 0]
          Monitor-006:
            keySource: Microsoft.Keyvault

        """;

    /// <summary>Every key there is.</summary>
    public const string Full = $$"""
        apiVersion: baseline/v1
        kind: Baseline
        metadata:
          name: azure-logging
        scope:
          tenant: false
          managementGroups: [contoso, /providers/Microsoft.Management/managementGroups/fabrikam]
          subscriptions:
            - {{Subscription}}
            - /subscriptions/2222AAAA-2222-2222-2222-222222222222
          exclude:
            - resourceGroup: rg-sandbox-*
            - tag: environment=sandbox
            - tag: temporary
              resourceGroup: rg-*
            - resource: {{Vault}}
        controls:
          KeyVault-004:
            auditEvent: enabled
            retentionDays: [365, 0]
            destination:
              accept: mapped
              storageAccounts:
                West Europe: {{Account}}
            settingName: audit-to-storage
            manageLifecycle: true
            deep: true
          Monitor-006:
            keySource: microsoft.keyvault
            export:
              required: true
              storageAccount: {{Account}}
              settingName: activity-to-storage
            key:
              vault: {{Vault}}
              createVault: { location: West Europe, sku: premium, authorization: accessPolicy }
              name: cc-log-data-key
              version: latest
              create: { type: RSA, size: 3072 }
              pinned: true
            identity:
              id: {{Identity}}
              create: { location: westeurope }
            grant: none
            irreversible: [purgeProtection]
            deep: true
        exemptions:
          - control: KeyVault-004
            resource: {{Group}}/Microsoft.KeyVault/vaults/kv-legacy-*
            reason: Decommissioned in January
            owner: team-payments
            expires: 2027-01-31
        limits:
          maxChanges: 50
          maxChangedPercent: 30

        """;
}
