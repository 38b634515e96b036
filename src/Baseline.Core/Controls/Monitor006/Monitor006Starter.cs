using System.Globalization;
using System.Text;
using Baseline.Azure;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;
using Baseline.Yaml;

namespace Baseline.Controls.Monitor006;

/// <summary>Estate → the control's part of a first document: the key that an account of the activity log uses already.</summary>
internal sealed class Monitor006Starter
{
    private const string Head =
        """
          # Every storage account that receives a subscription's activity log is encrypted with a customer-managed key.
          Monitor-006:
            keySource: Microsoft.Keyvault
            export:
              required: false                   # true: a subscription that exports to no storage account is noncompliant

        """;

    private const string Tail =
        """
            grant: auto                         # apply lets the identity use the key; none: it never does
            # irreversible: [purgeProtection]   # storage needs it on the key's vault, and it can't be switched off again

        """;

    private readonly Estate _estate;
    private readonly ControlContext _context;

    /// <summary>Looks at an estate.</summary>
    public Monitor006Starter(Estate estate, EstateScope scope, DateOnly asOf)
    {
        _estate = estate;
        _context = new ControlContext(new EvaluationInput(estate, scope, [], new HashSet<ResourceId>(), asOf), Monitor006Settings.Id);
    }

    /// <summary>The text.</summary>
    public string Write()
    {
        var text = new StringBuilder(Head);
        WriteKey(text, Key());
        return text.Append(Tail).ToString();
    }

    /// <summary>The key that most accounts of the activity log use.</summary>
    private ProposedKey? Key() =>
        _context.Scope.Subscriptions
            .SelectMany(subscription => ActivityLogExport.OfSubscription(_context, subscription).Routes)
            .Select(route => route.Account)
            .Distinct()
            .Order()
            .Select(account => _estate.Find(account).Resource)
            .OfType<ObservedResource>()
            .Select(KeyOf)
            .OfType<ProposedKey>()
            .GroupBy(key => (key.Vault, key.Name.ToLowerInvariant(), key.Identity))
            .OrderByDescending(same => same.Count())
            .Select(same => same.First())
            .FirstOrDefault();

    private ProposedKey? KeyOf(ObservedResource account)
    {
        var encryption = AccountEncryption.Of(account);
        var vault = encryption.VaultIn(_estate)?.Id;
        return encryption is { IsCustomerManaged: true, KeyName: { } name } && AzureNames.Key().IsMatch(name)
            && vault is not null && NamedType.Vault.CanName(vault)
            ? new ProposedKey(account.Id, vault, name, Nameable(encryption.UserAssignedIdentity))
            : null;
    }

    private static ResourceId? Nameable(ResourceId? identity) =>
        identity is not null && NamedType.Identity.CanName(identity) ? identity : null;

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

    /// <summary>A customer-managed key that an account of the activity log uses already.</summary>
    /// <param name="Account">The account.</param>
    /// <param name="Vault">The vault of the key.</param>
    /// <param name="Name">The key's name.</param>
    /// <param name="Identity">The user-assigned identity that reaches it; null where the account's own does.</param>
    private sealed record ProposedKey(ResourceId Account, ResourceId Vault, string Name, ResourceId? Identity);
}
