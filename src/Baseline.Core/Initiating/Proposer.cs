using Baseline.Controls;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.KeyVault004;
using Baseline.Controls.LogExport;
using Baseline.Controls.Monitor006;
using Baseline.Controls.StorageAccounts;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Findings;
using Baseline.Resources;

namespace Baseline.Initiating;

/// <summary>
/// Estate → proposal. What is in use already is proposed, and only where a document could name it: names come from Azure,
/// and some that can stand there can't stand in a document.
/// </summary>
public sealed class Proposer
{
    private const string VaultType = "microsoft.keyvault/vaults";
    private const string SettingType = "microsoft.insights/diagnosticsettings";

    /// <summary>The retention that a first document accepts: what the rule page accepts.</summary>
    public static readonly IReadOnlyList<int> RetentionDays = [365, 0];

    private static readonly KeyVault004Settings Wanted = new(
        RetentionDays,
        new DestinationSettings(KeyVault004Settings.DestinationPath),
        KeyVault004Settings.DefaultSettingName,
        ManageLifecycle: false,
        Deep: false,
        new SourceSpan("", 1, 1));

    private readonly Estate _estate;
    private readonly ControlContext _context;
    private readonly SettingJudge _judge;
    private readonly ScopeSettings _scope;

    private Proposer(Estate estate, ScopeSettings scope, DateOnly today)
    {
        (_estate, _scope) = (estate, scope);
        _context = new ControlContext(
            estate, new EstateScope(scope, estate), new ExemptionRegister([]), new HashSet<ResourceId>(), today);
        _judge = new SettingJudge(Wanted, _context);
    }

    /// <summary>Proposes a document.</summary>
    /// <param name="estate">What was read.</param>
    /// <param name="tenant">Whether the document is to cover the tenant.</param>
    /// <param name="subscriptions">The GUIDs that it is to cover; none: those of the estate.</param>
    /// <param name="today">The day, in UTC.</param>
    public static Proposal Propose(Estate estate, bool tenant, IReadOnlyList<string> subscriptions, DateOnly today)
    {
        IReadOnlyList<string> wanted = tenant ? []
            : subscriptions.Count > 0 ? [.. subscriptions.Select(guid => guid.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal)]
            : [.. estate.Subscriptions.Select(subscription => subscription.Id)];
        var scope = new ScopeSettings(wanted.Count == 0, [], wanted, []);
        return new Proposer(estate, scope, today).Propose();
    }

    private Proposal Propose() => new(
        _scope.Tenant,
        [.. _scope.Subscriptions.Select(guid => _estate.Subscription(guid) ?? new EstateSubscription(guid, "", []))],
        [.. _estate.OfType(VaultType)
            .Where(vault => _context.Scope.Covers(vault.Id))
            .GroupBy(vault => Region.Normalize(vault.Body.TextAt("location")), StringComparer.Ordinal)
            .Where(region => AzureNames.Region().IsMatch(region.Key))
            .OrderBy(region => region.Key, StringComparer.Ordinal)
            .Select(region => Destination(region.Key, [.. region]))],
        Key());

    private ProposedDestination Destination(string region, IReadOnlyList<ObservedResource> vaults)
    {
        var most = vaults
            .SelectMany(AccountsOf)
            .Where(vote => NamedType.StorageAccount.CanName(vote.Account) && LiesIn(vote.Account, region))
            .GroupBy(vote => vote.Account)
            .Select(votes => (Account: votes.Key, Compliant: votes.Count(vote => vote.IsCompliant), All: votes.Count()))
            .OrderByDescending(account => account.Compliant)
            .ThenByDescending(account => account.All)
            .ThenBy(account => account.Account)
            .FirstOrDefault();
        return new ProposedDestination(region, vaults.Count, most.Account, most.Compliant);
    }

    /// <summary>The accounts that a vault's settings name, each once, as they are spelled where they lie.</summary>
    private IEnumerable<(ResourceId Account, bool IsCompliant)> AccountsOf(ObservedResource vault) =>
        from verdict in _estate.List(vault.Id, SettingType).Resources.Select(setting => _judge.Judge(vault, new DiagnosticSetting(setting)))
        let account = verdict.Setting.StorageAccount is { } named ? _estate.Find(named).Resource?.Id : null
        where account is not null
        group verdict by account into same
        select (same.Key, same.Any(verdict => verdict.State == ComplianceState.Compliant));

    private bool LiesIn(ResourceId account, string region) =>
        Region.Normalize(_estate.Find(account).Resource?.Body.TextAt("location")) == region;

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
}
