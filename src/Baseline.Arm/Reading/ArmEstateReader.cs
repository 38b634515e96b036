using Baseline.Arm.Client;
using Baseline.Azure;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Arm.Reading;

/// <summary>
/// Reads an estate from a Resource Manager. Every read that fails becomes an unreadable entry under the id or list that was
/// asked for, so that nothing unknown looks absent; one failure never costs the rest.
/// </summary>
/// <param name="connection">Where to read.</param>
/// <param name="source">What the estate says of its origin, such as <c>azure</c>.</param>
/// <param name="capturedAt">What the estate says of its time; null to say nothing.</param>
/// <param name="options">How to read; null for the lists of the providers, one request after the other.</param>
public sealed class ArmEstateReader(
    ArmConnection connection, string source, DateTimeOffset? capturedAt, ReadOptions? options = null) : IEstateReader
{
    /// <inheritdoc/>
    /// <exception cref="Diagnostics.DiagnosticException">Nothing at all can be known: the sign-in failed, or a whole tenant is
    /// wanted and its subscriptions can't be listed.</exception>
    public async Task<Estate> ReadAsync(EstateRequest request, CancellationToken cancellationToken)
    {
        var run = new EstateReads(connection, options ?? new ReadOptions());
        var scope = await new ScopeReading(run).ReadAsync(request, cancellationToken);
        var access = new SubscriptionAccess(run, scope);
        var accountReading = new AccountReading(run, access);

        // What depends on nothing but the scope is read together, so that few requests wait for each other.
        var vaultsTask = request.KeyVaults
            ? new VaultReading(run).ReadAsync(scope, cancellationToken)
            : Task.FromResult(VaultsRead.None);
        var activityTask = ReadActivityLogAsync();
        await Task.WhenAll(
            vaultsTask,
            activityTask,
            new ListedTypeReading(run).ReadAsync(scope, request.Types.Where(IsListedOnly), cancellationToken),
            ReadRegistrationsAsync(run, scope, cancellationToken),
            ReadLocksAsync(run, scope.Subscriptions, cancellationToken));
        var vaults = await vaultsTask;
        var (activityLog, activityAccounts) = await activityTask;

        var namedTask = new NamedReading(run, access).ReadAsync(request.Named, vaults, cancellationToken);
        var accountsTask = accountReading.ReadForVaultsAsync(vaults, activityAccounts, cancellationToken);
        await Task.WhenAll(namedTask, accountsTask);
        var named = await namedTask;
        var accounts = await accountsTask;

        var destinations = new DestinationReading(run, access);
        await Task.WhenAll(
            ReadOthersAndGroupsAsync(),
            request.KeyVaults
                ? destinations.ReadRetentionAsync(named, accounts, request.Named, cancellationToken)
                : Task.CompletedTask);
        if (request.ActivityLog)
        {
            var keys = await new EncryptionKeyReading(run).ReadAsync(accounts, named, cancellationToken);
            await Task.WhenAll(
                new KeyVersionReading(run).ReadAsync(request.Named, accounts, keys, cancellationToken),
                new PrerequisiteReading(run, access).ReadAsync(request.Named, named, cancellationToken));
        }

        var beyond = run.Collector.Subscriptions
            .Select(subscription => ResourceId.Subscription(subscription.Id))
            .Except(scope.Subscriptions);
        await ReadLocksAsync(run, beyond, cancellationToken);
        return run.Collector.ToEstate(source, capturedAt);

        // The vaults are listed with their settings where those are needed.
        bool IsListedOnly(ListedType type) =>
            !request.KeyVaults || !type.Name.Equals(TypeNames.Vault, StringComparison.OrdinalIgnoreCase);

        async Task<(ActivityLogRead ActivityLog, AccountsRead Accounts)> ReadActivityLogAsync()
        {
            var log = request.ActivityLog
                ? await new ActivityLogReading(run).ReadAsync(scope, cancellationToken)
                : ActivityLogRead.None;
            return (log, await accountReading.ReadForActivityLogAsync(log, request.Named, cancellationToken));
        }

        // Whether a group matters is known once what it should hold was asked for.
        async Task ReadOthersAndGroupsAsync()
        {
            var settings = activityLog.Settings.Concat(named.Vaults.Settings);
            var others = await destinations.ReadOthersAsync(settings, request.Named, cancellationToken);
            await destinations.ReadGroupsAsync(request.Named, accounts, others, cancellationToken);
        }
    }

    /// <summary>
    /// Where Microsoft.Insights is not registered, Azure refuses diagnostic settings. Only that is worth keeping, and that it could
    /// not be read.
    /// </summary>
    private static Task ReadRegistrationsAsync(EstateReads run, ScopeRead scope, CancellationToken cancellationToken) =>
        run.ForEachAsync(
            scope.Subscriptions,
            async (id, token) =>
            {
                var provider = await run.Resources.GetAsync(EstateReads.InsightsOf(id), token);
                if (provider.Failure is not null || provider.Body.TextAt("registrationState") is not (null or "Registered"))
                {
                    run.Take(provider, EstateReads.InsightsOf(id));
                }
            },
            cancellationToken);

    /// <summary>One list for each subscription holds the locks of all that lies in it.</summary>
    private static Task ReadLocksAsync(EstateReads run, IEnumerable<ResourceId> subscriptions, CancellationToken cancellationToken) =>
        run.ForEachAsync(
            subscriptions.Where(id => !run.Collector.IsUnreadable(id)).Order().ToList(),
            async (id, token) => run.Take(await run.Resources.ListAsync(TypeNames.Lock, id, token), ReadType.ListOf(TypeNames.Lock, id)),
            cancellationToken);
}
