using System.Globalization;
using System.Text;
using Baseline.Azure;
using Baseline.Yaml;

namespace Baseline.Initiating;

/// <summary>Writes a proposal as a commented document. What could not be found out is a comment that says what to fill in.</summary>
public static class FirstDocument
{
    /// <summary>The text, in the layout that the formatter leaves alone.</summary>
    public static string Write(Proposal proposal)
    {
        var text = new StringBuilder();
        text.Append(Header);
        WriteScope(text, proposal);
        text.Append(VaultControl);
        WriteDestinations(text, proposal.Destinations);
        text.Append(MonitorControl);
        WriteKey(text, proposal.Key);
        text.Append(Rest);
        return text.ToString();
    }

    private const string Header =
        """
        # What must hold for logging in Azure. `baseline plan` shows what differs, `baseline apply` closes the difference.
        # `baseline init` proposed it from what it read. It is yours now: change it, and check it with `baseline validate`.
        # Editors complete and check it with the schema that `baseline schema` prints.
        apiVersion: baseline/v1
        kind: Baseline
        metadata:
          name: azure-logging

        scope:

        """;

    private const string VaultControl =
        """
          # exclude:                          # an entry excludes what matches all of its fields
          #   - resourceGroup: rg-sandbox-*
          #   - tag: environment=sandbox

        controls:
          # Every key vault exports AuditEvent to a storage account, and the log is kept for an accepted time.
          KeyVault-004:
            auditEvent: enabled
            retentionDays: [365, 0]             # accepted effective retention; 0 = kept for ever
            destination:
              accept: storageAccount            # any storage account counts; `mapped` insists on the ones below

        """;

    private const string MonitorControl =
        """
            settingName: baseline-auditevent    # the setting that apply creates where none can be completed
            manageLifecycle: false              # true: apply may write a lifecycle rule of its own, where retention needs one

          # Every storage account that receives a subscription's activity log is encrypted with a customer-managed key.
          Monitor-006:
            keySource: Microsoft.Keyvault
            export:
              required: false                   # true: a subscription that exports to no storage account is noncompliant

        """;

    private const string Rest =
        """
            grant: auto                         # apply lets the identity use the key; none: it never does
            # irreversible: [purgeProtection]   # storage needs it on the key's vault, and it can't be switched off again

        # What is excused, until when, and by whom. An entry:
        #   - control: KeyVault-004
        #     resource: /subscriptions/SUBSCRIPTION/resourceGroups/GROUP/providers/Microsoft.KeyVault/vaults/NAME
        #     reason: Decommissioned in January
        #     owner: team-payments
        #     expires: 2027-01-31
        exemptions: []

        # A plan beyond a limit is shown, and refused by apply.
        limits:
          maxChanges: 50
          maxChangedPercent: 30                 # of the vaults and accounts judged

        """;

    private static void WriteScope(StringBuilder text, Proposal proposal)
    {
        if (proposal.Tenant)
        {
            text.Append("  tenant: true                          # every subscription that can be read\n");
            return;
        }

        text.Append("  subscriptions:\n");
        foreach (var subscription in proposal.Subscriptions)
        {
            var name = YamlText.Comment(subscription.DisplayName);
            text.Append("    - ").Append(YamlText.Value(subscription.Id)).Append(name.Length > 0 ? $"  # {name}" : "").Append('\n');
        }
    }

    private static void WriteDestinations(StringBuilder text, IReadOnlyList<ProposedDestination> destinations)
    {
        // A key without entries would be an empty value.
        var isEmpty = destinations.All(destination => destination.Account is null);
        text.Append(isEmpty ? "      # storageAccounts:" : "      storageAccounts:  ");
        text.Append("                # what apply uses: a vault logs to the account of its region\n");
        foreach (var destination in destinations)
        {
            var key = YamlText.Value(destination.Region);
            var vaults = Vaults(destination.Vaults);
            text.Append(CultureInfo.InvariantCulture, $"        {(destination.Account is { } account
                ? $"{key}: {YamlText.Value(account.Text)}  # {Use(destination)}"
                : $"# {key}: {NamedType.StorageAccount.Example}  # to fill in, for {vaults}")}\n");
        }

        if (destinations.Count == 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"        # westeurope: {NamedType.StorageAccount.Example}\n");
        }
    }

    private static string Use(ProposedDestination destination) => destination.Logging > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{destination.Logging} of {Vaults(destination.Vaults)} there log to it")
        : "named by settings there that do not comply: make sure that it is the one";

    private static string Vaults(int number) => number == 1 ? "1 vault" : string.Create(CultureInfo.InvariantCulture, $"{number} vaults");

    private static void WriteKey(StringBuilder text, ProposedKey? key)
    {
        if (key is null)
        {
            text.Append("    # The key for accounts that have none. Fill in, or what needs it stays blocked:\n");
            text.Append(CultureInfo.InvariantCulture, $"    # key:\n    #   vault: {NamedType.Vault.Example}\n");
            text.Append("    #   createVault: { location: REGION, sku: standard, authorization: rbac }");
            text.Append("  # apply creates it where it is missing\n");
            text.Append("    #   name: NAME\n    #   version: latest                 # Azure follows the key's rotation\n");
            text.Append("    #   create: { type: RSA, size: 2048 }  # apply creates it where it is missing\n");
        }
        else
        {
            var account = YamlText.Comment(key.Account.Name);
            text.Append(CultureInfo.InvariantCulture, $"    key:                                # {account} uses it already\n");
            text.Append(CultureInfo.InvariantCulture, $"      vault: {YamlText.Value(key.Vault.Text)}\n");
            text.Append(CultureInfo.InvariantCulture, $"      name: {YamlText.Value(key.Name)}\n");
            text.Append("      version: latest                   # Azure follows the key's rotation; a version here would pin it\n");
        }

        if (key?.Identity is { } identity)
        {
            text.Append("    identity:                           # with which a storage account reaches the key\n");
            text.Append(CultureInfo.InvariantCulture, $"      id: {YamlText.Value(identity.Text)}\n");
        }
        else
        {
            text.Append("    # identity:                         # with which a storage account reaches the key\n");
            text.Append(CultureInfo.InvariantCulture, $"    #   id: {NamedType.Identity.Example}\n");
            text.Append("    #   create: { location: REGION }    # apply creates it where it is missing\n");
        }
    }
}
