targetScope = 'managementGroup'

resource plan 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid('baseline plan azure-logging')
  properties: {
    roleName: 'baseline plan azure-logging'
    description: 'Reads what baseline plan judges. Assign it at everything in scope.'
    type: 'CustomRole'
    permissions: [
      {
        actions: [
          'Microsoft.Authorization/locks/read'
          'Microsoft.Authorization/roleAssignments/read'
          'Microsoft.EventHub/namespaces/authorizationRules/read'
          'Microsoft.EventHub/namespaces/eventhubs/authorizationRules/read'
          'Microsoft.EventHub/namespaces/read'
          'Microsoft.Insights/DiagnosticSettings/Read'
          'Microsoft.Insights/LogProfiles/Read'
          'Microsoft.KeyVault/locations/deletedVaults/read'
          'Microsoft.KeyVault/managedHSMs/read'
          'Microsoft.KeyVault/vaults/keys/read'
          'Microsoft.KeyVault/vaults/keys/versions/read'
          'Microsoft.KeyVault/vaults/read'
          'Microsoft.ManagedIdentity/userAssignedIdentities/read'
          'Microsoft.Management/managementGroups/descendants/read'
          'Microsoft.Management/managementGroups/read'
          'Microsoft.OperationalInsights/workspaces/read'
          'Microsoft.Resources/subscriptions/providers/read'
          'Microsoft.Resources/subscriptions/read'
          'Microsoft.Resources/subscriptions/resourceGroups/read'
          'Microsoft.Storage/storageAccounts/blobServices/containers/read'
          'Microsoft.Storage/storageAccounts/blobServices/read'
          'Microsoft.Storage/storageAccounts/encryptionScopes/read'
          'Microsoft.Storage/storageAccounts/managementPolicies/read'
          'Microsoft.Storage/storageAccounts/read'
          'Microsoft.Storage/storageAccounts/storageTaskAssignments/read'
          'Microsoft.StorageActions/storageTasks/read'
        ]
      }
    ]
    assignableScopes: [
      tenantResourceId('Microsoft.Management/managementGroups', tenant().tenantId)
    ]
  }
}

resource apply 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid('baseline apply azure-logging')
  properties: {
    roleName: 'baseline apply azure-logging'
    description: 'Reads and writes what baseline apply changes. Assign it at everything in scope, to another identity than the one that plans.'
    type: 'CustomRole'
    permissions: [
      {
        actions: [
          'Microsoft.Authorization/locks/read'
          'Microsoft.Authorization/roleAssignments/read'
          'Microsoft.Authorization/roleAssignments/write'
          'Microsoft.EventHub/namespaces/authorizationRules/read'
          'Microsoft.EventHub/namespaces/eventhubs/authorizationRules/read'
          'Microsoft.EventHub/namespaces/read'
          'Microsoft.Insights/DiagnosticSettings/Read'
          'Microsoft.Insights/DiagnosticSettings/Write'
          'Microsoft.Insights/LogProfiles/Read'
          'Microsoft.KeyVault/locations/deletedVaults/read'
          'Microsoft.KeyVault/managedHSMs/read'
          'Microsoft.KeyVault/vaults/accessPolicies/write'
          'Microsoft.KeyVault/vaults/keys/read'
          'Microsoft.KeyVault/vaults/keys/versions/read'
          'Microsoft.KeyVault/vaults/keys/write'
          'Microsoft.KeyVault/vaults/read'
          'Microsoft.KeyVault/vaults/write'
          'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action'
          'Microsoft.ManagedIdentity/userAssignedIdentities/read'
          'Microsoft.ManagedIdentity/userAssignedIdentities/write'
          'Microsoft.Management/managementGroups/descendants/read'
          'Microsoft.Management/managementGroups/read'
          'Microsoft.OperationalInsights/workspaces/read'
          'Microsoft.Resources/subscriptions/providers/read'
          'Microsoft.Resources/subscriptions/read'
          'Microsoft.Resources/subscriptions/resourceGroups/read'
          'Microsoft.Storage/storageAccounts/blobServices/containers/read'
          'Microsoft.Storage/storageAccounts/blobServices/read'
          'Microsoft.Storage/storageAccounts/encryptionScopes/read'
          'Microsoft.Storage/storageAccounts/managementPolicies/delete'
          'Microsoft.Storage/storageAccounts/managementPolicies/read'
          'Microsoft.Storage/storageAccounts/managementPolicies/write'
          'Microsoft.Storage/storageAccounts/read'
          'Microsoft.Storage/storageAccounts/storageTaskAssignments/read'
          'Microsoft.Storage/storageAccounts/write'
          'Microsoft.StorageActions/storageTasks/read'
        ]
      }
    ]
    assignableScopes: [
      tenantResourceId('Microsoft.Management/managementGroups', tenant().tenantId)
    ]
  }
}

resource destinations 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid('baseline destinations azure-logging')
  properties: {
    roleName: 'baseline destinations azure-logging'
    description: 'Lets diagnostic settings name the storage account, workspace or event hub that logs go to. It hands out the keys of these, and with them all data: assign it at the destinations only, to the identity that applies.'
    type: 'CustomRole'
    permissions: [
      {
        actions: [
          'Microsoft.Storage/storageAccounts/listKeys/action'
          'Microsoft.Storage/storageAccounts/read'
        ]
      }
    ]
    assignableScopes: [
      tenantResourceId('Microsoft.Management/managementGroups', tenant().tenantId)
    ]
  }
}

resource undo 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid('baseline undo azure-logging')
  properties: {
    roleName: 'baseline undo azure-logging'
    description: 'Deletes what baseline apply created, for baseline undo. Assign it while you undo, beside the role for apply.'
    type: 'CustomRole'
    permissions: [
      {
        actions: [
          'Microsoft.Authorization/roleAssignments/delete'
          'Microsoft.Insights/DiagnosticSettings/Delete'
        ]
      }
    ]
    assignableScopes: [
      tenantResourceId('Microsoft.Management/managementGroups', tenant().tenantId)
    ]
  }
}
