using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Azure.StorageAccounts;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.LogStorage;

/// <summary>
/// Judges what an account's own properties say of its protection. A property that Azure leaves out has the value that accounts had
/// before there was such a property (docs/azure.md#protection-of-accounts).
/// </summary>
internal sealed class AccountProperties(LogStorageSettings settings)
{
    private const string InfrastructureEncryption = "properties.encryption.requireInfrastructureEncryption";

    /// <summary>A verdict for each key that the document has, in the order of its documentation.</summary>
    public IEnumerable<KeyVerdict> Evaluate(ObservedResource account)
    {
        if (settings.SecureTransfer)
        {
            yield return Flag(
                account, LogStorageKeys.SecureTransfer, AccountProtection.SecureTransfer, true,
                "It takes requests over HTTPS only", "It takes requests over plain HTTP as well");
        }

        if (settings.MinimumTls)
        {
            yield return Tls(account);
        }

        if (settings.AnonymousAccess)
        {
            yield return Flag(
                account, LogStorageKeys.AnonymousAccess, AccountProtection.AnonymousAccess, false,
                "None of its containers can be opened to anonymous readers", "Its containers can be opened to anonymous readers");
        }

        if (settings.CrossTenantReplication)
        {
            yield return Flag(
                account, LogStorageKeys.CrossTenantReplication, AccountProtection.CrossTenantReplication, false,
                "Nothing in it can be replicated to another tenant", "What is in it can be replicated to another tenant");
        }

        if (settings.TrustedServices)
        {
            // Whether logs get in is not all for Azure to tell.
            yield return Firewall(account) with
            {
                Note = string.Join(' ', AccountAccess.Doubts(account).Select(doubt => doubt.Message)),
            };
        }

        if (settings.InfrastructureEncryption)
        {
            yield return EncryptedTwice(account);
        }
    }

    /// <summary>The write that fixes what verdicts on an account's properties say is wrong; null where none of them does.</summary>
    public static ChangeDraft? Fix(ObservedResource account, IEnumerable<KeyVerdict> verdicts)
    {
        var properties = new JsonObject(verdicts.Select(verdict => verdict.Property).OfType<KeyValuePair<string, JsonNode>>()
            .Select(property => KeyValuePair.Create<string, JsonNode?>(property.Key, property.Value)));
        return properties.Count == 0
            ? null
            : new ChangeDraft($"protection|{account.Id.Key}", ChangeRanks.Protection)
            {
                Action = ChangeAction.Update,
                Resource = account.Id.Text,
                Type = TypeNames.StorageAccount,
                ApiVersion = "2025-06-01",
                Method = "PATCH",
                Body = new JsonObject { ["properties"] = properties },
                Live = account.Body,
            };
    }

    private static KeyVerdict Flag(
        ObservedResource account, string key, string member, bool wanted, string whenRight, string whenWrong)
    {
        var value = account.Body.At($"properties.{member}");
        var isOn = value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : AccountProtection.IsOnWhereUnset(member);
        var shown = Shown(member, JsonValues.IsNothing(value) ? null : isOn ? "true" : "false", isOn ? "true" : "false");
        return isOn == wanted
            ? Right(account, key, member, $"{whenRight} ({shown}).")
            : Wrong(account, key, member, $"{whenWrong} ({shown}).", wanted);
    }

    private static KeyVerdict Tls(ObservedResource account)
    {
        var version = account.Body.TextAt($"properties.{AccountProtection.MinimumTls}");
        var shown = Shown(AccountProtection.MinimumTls, version, AccountProtection.TlsWhereUnset);

        // The names of the versions sort by age.
        return string.Compare(version, LogStorageSettings.Tls, StringComparison.OrdinalIgnoreCase) >= 0
            ? Right(account, LogStorageKeys.MinimumTls, AccountProtection.MinimumTls, $"It refuses a TLS older than 1.2 ({shown}).")
            : Wrong(
                account, LogStorageKeys.MinimumTls, AccountProtection.MinimumTls, $"It takes a TLS older than 1.2 ({shown}).",
                LogStorageSettings.Tls);
    }

    private static KeyVerdict Firewall(ObservedResource account) =>
        AccountAccess.IsInPerimeter(account)
            ? Right(
                account, LogStorageKeys.TrustedServices, "publicNetworkAccess",
                "The rules of a network security perimeter decide who gets in, and no exception of its firewall counts "
                    + "(publicNetworkAccess SecuredByPerimeter).")
        : !AccountAccess.IsClosed(account)
            ? Right(account, LogStorageKeys.TrustedServices, AccountProtection.Firewall, "Its firewall is open.")
        : AccountAccess.TrustsServices(account)
            ? Right(
                account, LogStorageKeys.TrustedServices, AccountProtection.Firewall,
                "Its firewall lets trusted Microsoft services in (networkAcls.bypass AzureServices).")
        : Wrong(
            account, LogStorageKeys.TrustedServices, AccountProtection.Firewall,
            "Its firewall lets no trusted Microsoft services in, and Azure Monitor comes as one of them "
                + $"(networkAcls.bypass {account.Body.TextAt("properties.networkAcls.bypass") ?? "not set"}).",
            AccountProtection.Trusting(account.Body.At($"properties.{AccountProtection.Firewall}")));

    private static KeyVerdict EncryptedTwice(ObservedResource account) => account.Body.IsTrueAt(InfrastructureEncryption)
        ? new KeyVerdict(
            LogStorageKeys.InfrastructureEncryption, account.Id, ComplianceState.Compliant,
            "It encrypts its data twice (requireInfrastructureEncryption true).")
        {
            Path = InfrastructureEncryption,
        }
        : new KeyVerdict(
            LogStorageKeys.InfrastructureEncryption, account.Id, ComplianceState.Noncompliant,
            "It does not encrypt its data twice (requireInfrastructureEncryption).")
        {
            Path = InfrastructureEncryption,
            Obstacle = new Obstacle(
                "BL2170",
                $"Whether {account.Id} encrypts its data twice was decided when it was created",
                "create an account with infrastructure encryption and export to that one, or exempt this one from this alone "
                    + $"(part: {LogStorageKeys.InfrastructureEncryption})"),
        };

    private static KeyVerdict Right(ObservedResource account, string key, string member, string reason) =>
        new(key, account.Id, ComplianceState.Compliant, reason) { Path = $"properties.{member}" };

    private static KeyVerdict Wrong(ObservedResource account, string key, string member, string reason, JsonNode wanted) =>
        new(key, account.Id, ComplianceState.Noncompliant, reason)
        {
            Path = $"properties.{member}",
            Property = KeyValuePair.Create(member, wanted),
        };

    private static string Shown(string member, string? value, string unset) =>
        value is null ? $"{member} is not set, which means {unset}" : $"{member} {value}";
}
