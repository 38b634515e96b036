# shellcheck shell=bash
# The checks with az; run.sh has started the emulator and defines "check".
subscription=/subscriptions/11111111-1111-1111-1111-111111111111
group=rg-logging
account=abcd1234abcdabcd1234abcd
account_id=$subscription/resourceGroups/$group/providers/Microsoft.Storage/storageAccounts/$account
role=$subscription/providers/Microsoft.Authorization/roleDefinitions/e147488a-f6f5-4113-8e2d-b22465e65bf6
vault_id=$subscription/resourceGroups/rg-vaults/providers/Microsoft.KeyVault/vaults/cc-main-key-vault

export AZURE_CONFIG_DIR=$work/az AZURE_CORE_COLLECT_TELEMETRY=false AZURE_CORE_ONLY_SHOW_ERRORS=true
endpoint=$BASELINE_EMULATOR_ENDPOINT

# az can't be told to trust an authority it does not know, except AD FS: so the emulator's cloud signs in with that.
sign_in() {
  az cloud register --name Emulator --cloud-config "{
    \"endpoints\": {
      \"resourceManager\": \"$endpoint\",
      \"activeDirectory\": \"$endpoint/adfs\",
      \"activeDirectoryResourceId\": \"https://management.core.windows.net/\",
      \"activeDirectoryGraphResourceId\": \"$endpoint/\",
      \"microsoftGraphResourceId\": \"$endpoint/\"
    },
    \"suffixes\": { \"keyvaultDns\": \".vault.azure.net\", \"storageEndpoint\": \"core.windows.net\" }
  }" &&
    az cloud set --name Emulator &&
    az login --service-principal --username "$AZURE_CLIENT_ID" --password "$AZURE_CLIENT_SECRET" --tenant "$AZURE_TENANT_ID"
}

wrong_secret() {
  ! AZURE_CONFIG_DIR=$work/az-wrong bash -c 'cp -r "$work/az" "$work/az-wrong" && az login --service-principal \
    --username "$AZURE_CLIENT_ID" --password wrong --tenant "$AZURE_TENANT_ID"' 2>"$work/wrong" &&
    grep -q AADSTS7000215 "$work/wrong"
}

# says WANTED COMMAND...: the command prints exactly that.
says() {
  local wanted=$1 got
  shift
  got=$("$@") || return 1
  [ "$got" = "$wanted" ] || { echo "\"$got\" instead of \"$wanted\": $*"; return 1; }
}

# The audit of rule KeyVault-004: each vault has a setting with AuditEvent on, kept forever or for 365 days.
audit_vaults() {
  local vaults vault settings
  vaults=$(az keyvault list --query '[].id' --output tsv) && [ -n "$vaults" ] || return 2
  for vault in $vaults; do
    settings=$(az monitor diagnostic-settings list --resource "$vault" --query \
      "(value || @)[].logs[] | [?category=='AuditEvent' && enabled && (!retentionPolicy.enabled || retentionPolicy.days==\`365\` || retentionPolicy.days==\`0\`)] | length(@)" \
      --output tsv) || return 2
    [ "$settings" -gt 0 ] || { echo "noncompliant: $vault"; return 1; }
  done
}

# The audit of rule Monitor-006: the account that gets the activity log is encrypted with a key of the customer.
audit_activity_log() {
  local accounts id source
  accounts=$(az monitor diagnostic-settings subscription list --query '(value || @)[].storageAccountId' --output tsv) || return 2
  [ -n "$accounts" ] || return 2
  for id in $accounts; do
    source=$(az storage account show --ids "$id" --query encryption.keySource --output tsv) || return 2
    [ "$source" = Microsoft.Keyvault ] || { echo "noncompliant: $id"; return 1; }
  done
}

# noncompliant AUDIT: the audit was made, and found something.
noncompliant() {
  "$@"
  [ $? -eq 1 ]
}

check "az signs in" sign_in
check "az is refused with a wrong secret" wrong_secret
check "az account show" says 11111111-1111-1111-1111-111111111111 az account show --query id --output tsv
check "az keyvault list" says 2 az keyvault list --query 'length(@)' --output tsv
check "az keyvault show" says "$vault_id" az keyvault show --name cc-main-key-vault --query id --output tsv
check "az monitor diagnostic-settings subscription list" says cc-log-diagnostic-setting \
  az monitor diagnostic-settings subscription list --query '(value || @)[].name' --output tsv
check "az monitor diagnostic-settings subscription show" says "$account_id" \
  az monitor diagnostic-settings subscription show --name cc-log-diagnostic-setting --query storageAccountId --output tsv
check "az storage account show" says Microsoft.Storage \
  az storage account show --name "$account" --resource-group "$group" --query encryption.keySource --output tsv
check "before: the audit of KeyVault-004 finds something" noncompliant audit_vaults
check "before: the audit of Monitor-006 finds something" noncompliant audit_activity_log
check "baseline apply" "$baseline" apply --file "$root/baseline.yaml" --journal "$work/run.jsonl" \
  --endpoint "$endpoint" --auto-approve
check "after: the audit of KeyVault-004 finds nothing" audit_vaults
check "after: the audit of Monitor-006 finds nothing" audit_activity_log

# The remediation of the rule pages, by hand.
check "az monitor diagnostic-settings create" says by-hand \
  az monitor diagnostic-settings create --name by-hand --resource "$vault_id" --storage-account "$account_id" \
  --logs '[{"category":"AzurePolicyEvaluationDetails","enabled":true}]' --query name --output tsv
check "az monitor diagnostic-settings delete" az monitor diagnostic-settings delete --name by-hand --resource "$vault_id"
check "az identity create" says id-by-hand \
  az identity create --name id-by-hand --resource-group "$group" --location westeurope --query name --output tsv
principal=$(az identity show --name id-by-hand --resource-group "$group" --query principalId --output tsv)
identity=$(az identity show --name id-by-hand --resource-group "$group" --query id --output tsv)
check "az keyvault create" says true \
  az keyvault create --name kv-by-hand --resource-group "$group" --location westeurope --no-self-perms \
  --enable-purge-protection true --query properties.enablePurgeProtection --output tsv
check "az keyvault set-policy" says "$principal" \
  az keyvault set-policy --name kv-by-hand --object-id "$principal" --key-permissions get wrapKey unwrapKey \
  --query 'properties.accessPolicies[0].objectId' --output tsv

# Debian's az 2.45 can't create a grant anywhere: its "az role assignment create" asks its own library for an attribute
# that the packaged library no longer has, before anything is sent.
if [ "$(az version --query '"azure-cli"' --output tsv)" = 2.45.0 ]; then
  echo "left out: az role assignment create, which is broken in az 2.45.0 of Debian; az rest instead"
  check "a grant by az rest" says "$principal" az rest --method put --query properties.principalId --output tsv \
    --resource https://management.core.windows.net/ \
    --url "$endpoint$subscription/resourceGroups/$group/providers/Microsoft.Authorization/roleAssignments/2f1d3b5c-0000-4000-8000-000000000002?api-version=2022-04-01" \
    --body "{\"properties\":{\"roleDefinitionId\":\"$role\",\"principalId\":\"$principal\",\"principalType\":\"ServicePrincipal\"}}"
else
  check "az role assignment create" says "$principal" \
    az role assignment create --assignee-object-id "$principal" --assignee-principal-type ServicePrincipal \
    --role "$role" --scope "$subscription/resourceGroups/$group" --query principalId --output tsv
fi
check "a key by az rest" says RSA az rest --method put --query properties.kty --output tsv \
  --resource https://management.core.windows.net/ \
  --url "$endpoint$subscription/resourceGroups/$group/providers/Microsoft.KeyVault/vaults/kv-by-hand/keys/by-hand?api-version=2022-07-01" \
  --body '{"properties":{"kty":"RSA","keySize":2048}}'
check "az storage account create" says Succeeded \
  az storage account create --name stbyhand --resource-group "$group" --location westeurope --sku Standard_LRS \
  --query provisioningState --output tsv
check "az storage account update" says by-hand \
  az storage account update --name stbyhand --resource-group "$group" \
  --identity-type UserAssigned --user-identity-id "$identity" \
  --encryption-key-source Microsoft.Keyvault --encryption-key-vault https://kv-by-hand.vault.azure.net \
  --encryption-key-name by-hand --encryption-key-version '' --key-vault-user-identity-id "$identity" \
  --query encryption.keyVaultProperties.keyName --output tsv
