#!/usr/bin/env bash
# 9 changes that baseline plans for azure-logging.
# Nothing is checked before it is written: compare what stands in the comments with what is there now.
set -euo pipefail

# Git Bash on Windows would take an id for a path.
export MSYS_NO_PATHCONV=1

# The name of a role assignment, which follows from who it is for: the one that baseline would give it.
name_guid() {
  python3 -c 'import sys, uuid; print(uuid.uuid5(uuid.UUID("5f0ab8a1-7e0a-5c53-9d3c-0c6e3f1b7a44"), sys.argv[1].lower()))' "$1"
}

# c1: create diagnostic setting cc-main-key-vault / baseline-auditevent (Conformity), for KeyVault-004
echo 'c1: create diagnostic setting cc-main-key-vault / baseline-auditevent (Conformity), for KeyVault-004' >&2
az rest --method put --url '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-vaults/providers/Microsoft.KeyVault/vaults/cc-main-key-vault/providers/Microsoft.Insights/diagnosticSettings/baseline-auditevent?api-version=2021-05-01-preview' --output none --body '{
  "properties": {
    "storageAccountId": "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging/providers/Microsoft.Storage/storageAccounts/abcd1234abcdabcd1234abcd",
    "logs": [
      {
        "category": "AuditEvent",
        "enabled": true
      }
    ]
  }
}'

# c2: update diagnostic setting cc-production-vault / cc-audit-event-log-setting (Conformity), for KeyVault-004
#   properties.logs[AuditEvent].retentionPolicy.days: 30 -> 0
#   properties.logs[AuditEvent].retentionPolicy.enabled: true -> false
echo 'c2: update diagnostic setting cc-production-vault / cc-audit-event-log-setting (Conformity), for KeyVault-004' >&2
az rest --method put --url '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-vaults/providers/Microsoft.KeyVault/vaults/cc-production-vault/providers/Microsoft.Insights/diagnosticSettings/cc-audit-event-log-setting?api-version=2021-05-01-preview' --output none --body '{
  "properties": {
    "storageAccountId": "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging/providers/Microsoft.Storage/storageAccounts/abcd1234abcdabcd1234abcd",
    "metrics": [
      {
        "category": "AllMetrics",
        "enabled": false,
        "retentionPolicy": {
          "enabled": false,
          "days": 0
        }
      }
    ],
    "logs": [
      {
        "category": "AuditEvent",
        "enabled": true,
        "retentionPolicy": {
          "enabled": false,
          "days": 0
        }
      },
      {
        "category": "AzurePolicyEvaluationDetails",
        "enabled": false,
        "retentionPolicy": {
          "enabled": false,
          "days": 0
        }
      }
    ]
  }
}'

# c3: create managed identity id-activity-log (Conformity), for Monitor-006
echo 'c3: create managed identity id-activity-log (Conformity), for Monitor-006' >&2
c3_properties_principalId=$(az rest --method put --url '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-activity-log?api-version=2024-11-30' --query properties.principalId --output tsv --body '{
  "location": "eastus"
}')

# c4: create key vault cc-log-data-key-vault (Conformity), for Monitor-006
echo 'c4: create key vault cc-log-data-key-vault (Conformity), for Monitor-006' >&2
c4_properties_vaultUri=$(az rest --method put --url '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging/providers/Microsoft.KeyVault/vaults/cc-log-data-key-vault?api-version=2026-02-01' --query properties.vaultUri --output tsv --body '{
  "location": "eastus",
  "properties": {
    "tenantId": "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa",
    "sku": {
      "family": "A",
      "name": "standard"
    },
    "enableRbacAuthorization": true,
    "enableSoftDelete": true,
    "enablePurgeProtection": true,
    "accessPolicies": []
  }
}')

# c5: create diagnostic setting cc-log-data-key-vault / baseline-auditevent (Conformity), for KeyVault-004
echo 'c5: create diagnostic setting cc-log-data-key-vault / baseline-auditevent (Conformity), for KeyVault-004' >&2
az rest --method put --url '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging/providers/Microsoft.KeyVault/vaults/cc-log-data-key-vault/providers/Microsoft.Insights/diagnosticSettings/baseline-auditevent?api-version=2021-05-01-preview' --output none --body '{
  "properties": {
    "storageAccountId": "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging/providers/Microsoft.Storage/storageAccounts/abcd1234abcdabcd1234abcd",
    "logs": [
      {
        "category": "AuditEvent",
        "enabled": true
      }
    ]
  }
}'

# c6: create key cc-log-data-key-vault / cc-log-data-key (Conformity), for Monitor-006
echo 'c6: create key cc-log-data-key-vault / cc-log-data-key (Conformity), for Monitor-006' >&2
az rest --method put --url '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging/providers/Microsoft.KeyVault/vaults/cc-log-data-key-vault/keys/cc-log-data-key?api-version=2026-02-01' --output none --body '{
  "properties": {
    "kty": "RSA",
    "keySize": 2048,
    "keyOps": [
      "wrapKey",
      "unwrapKey"
    ],
    "attributes": {
      "enabled": true
    }
  }
}'

# c7: create role assignment on cc-log-data-key-vault (Conformity), for Monitor-006
c7_name=$(name_guid '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging/providers/Microsoft.KeyVault/vaults/cc-log-data-key-vault|e147488a-f6f5-4113-8e2d-b22465e65bf6|'"${c3_properties_principalId:?}")
echo 'c7: create role assignment on cc-log-data-key-vault (Conformity), for Monitor-006' >&2
az rest --method put --url /subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging/providers/Microsoft.KeyVault/vaults/cc-log-data-key-vault/providers/Microsoft.Authorization/roleAssignments/"${c7_name}"'?api-version=2022-04-01' --output none --body '{
  "properties": {
    "roleDefinitionId": "/subscriptions/11111111-1111-1111-1111-111111111111/providers/Microsoft.Authorization/roleDefinitions/e147488a-f6f5-4113-8e2d-b22465e65bf6",
    "principalId": "'"${c3_properties_principalId:?}"'",
    "principalType": "ServicePrincipal"
  }
}'

# c8: update storage account abcd1234abcdabcd1234abcd (Conformity), for Monitor-006
#   identity.type: (none) -> "UserAssigned"
#   identity.userAssignedIdentities./subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-activity-log: (none) -> {}
echo 'c8: update storage account abcd1234abcdabcd1234abcd (Conformity), for Monitor-006' >&2
az rest --method patch --url '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging/providers/Microsoft.Storage/storageAccounts/abcd1234abcdabcd1234abcd?api-version=2025-06-01' --output none --body '{
  "identity": {
    "type": "UserAssigned",
    "userAssignedIdentities": {
      "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-activity-log": {}
    }
  }
}'

# c9: update storage account abcd1234abcdabcd1234abcd (Conformity), for Monitor-006
#   properties.encryption.identity.userAssignedIdentity: (none) -> "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-activity-log"
#   properties.encryption.keySource: "Microsoft.Storage" -> "Microsoft.Keyvault"
#   properties.encryption.keyvaultproperties.keyname: (none) -> "cc-log-data-key"
#   properties.encryption.keyvaultproperties.keyvaulturi: (none) -> (known after apply)
#   properties.encryption.keyvaultproperties.keyversion: (none) -> ""
echo 'c9: update storage account abcd1234abcdabcd1234abcd (Conformity), for Monitor-006' >&2
az rest --method patch --url '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging/providers/Microsoft.Storage/storageAccounts/abcd1234abcdabcd1234abcd?api-version=2025-06-01' --output none --body '{
  "properties": {
    "encryption": {
      "services": {
        "blob": {
          "enabled": true
        },
        "file": {
          "enabled": true
        }
      },
      "keySource": "Microsoft.Keyvault",
      "keyvaultproperties": {
        "keyname": "cc-log-data-key",
        "keyversion": "",
        "keyvaulturi": "'"${c4_properties_vaultUri:?}"'"
      },
      "identity": {
        "userAssignedIdentity": "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-activity-log"
      }
    }
  }
}'
