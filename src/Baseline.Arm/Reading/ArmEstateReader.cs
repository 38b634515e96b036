using Baseline.Arm.Client;
using Baseline.Azure;
using Baseline.Azure.StorageAccounts;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Arm.Reading;

/// <summary>
/// Reads an estate from a Resource Manager. Every read that fails becomes an unreadable entry under the id or list that was
/// asked for, so that nothing unknown looks absent; one failure never costs the rest. Each part of the read takes what it needs of
/// the parts before it and returns what it found; at the end all is put together. What the request still needs then is the last part.
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
        var destinations = new DestinationReading(run, access);
        var logRetention = new LogRetentionReading(run, access);

        // What depends on nothing but the scope is read together, so that few requests wait for each other.
        var vaultReading = new VaultReading(run);
        var vaultsTask = request.Needs.KeyVaults
            ? vaultReading.ReadAsync(scope, request.Part.Only, cancellationToken)
            : Task.FromResult(VaultsRead.None);
        var logsTask = new LogReading(run).ReadAsync(scope, request.Part.Only, request.Needs, cancellationToken);
        var activityTask = ReadActivityLogAsync();
        var listedTask = new ListedTypeReading(run).ReadAsync(scope, request.Needs.Types.Where(IsListedOnly), cancellationToken);
        var registrationsTask = OnceListedAsync(() => ReadRegistrationsAsync(run, scope, cancellationToken));
        var locksTask = OnceListedAsync(() => ReadLocksAsync(run, scope.Subscriptions, cancellationToken));
        var alertReading = new AlertReading(run, access);
        var groupsTask = alertReading.ReadResourceGroupsAsync(scope, request.Needs.ResourceGroups, cancellationToken);
        await Task.WhenAll(vaultsTask, logsTask, activityTask, listedTask, registrationsTask, locksTask, groupsTask);
        var vaults = await vaultsTask;
        var logs = await logsTask;
        var (activityLog, activityAccounts, namedRetention) = await activityTask;

        var namedTask = new NamedReading(run, access).ReadAsync(request.Named, vaults, cancellationToken);
        var receiving = vaults.StorageAccounts.Concat(logs.StorageAccounts);
        var accountsTask = accountReading.ReadForLogsAsync(receiving, activityAccounts, cancellationToken);
        var actionGroupsTask = alertReading.ReadActionGroupsAsync(await listedTask, request.Named, cancellationToken);
        await Task.WhenAll(namedTask, accountsTask, actionGroupsTask);
        var named = await namedTask;
        var accounts = await accountsTask;

        var othersTask = ReadOthersAndGroupsAsync();
        var retentionTask = ReadRetentionAsync();
        await Task.WhenAll(othersTask, retentionTask);
        var (others, othersFound) = await othersTask;
        var encryption = request.Needs is { ActivityLog: true, Encryption: true } ? await ReadEncryptionAsync() : Found.Nothing;

        var retention = await retentionTask;
        var receivers = await new ReceiverReading(run, access).ReadAsync(request.Needs, accounts, retention.Found, cancellationToken);

        // Of what two parts speak of, the earlier one holds. The vaults are among the named ones, the accounts of the activity log
        // among the accounts. The list of everything comes last, because it shows no properties.
        List<Found> parts =
        [
            scope.Found, await listedTask, named.Vaults.Found, activityLog.Found, await registrationsTask, await locksTask,
            named.Others, accounts.Found, othersFound, retention.Found, receivers, encryption,
            await groupsTask, await actionGroupsTask,
        ];
        var found = Found.Merge([.. parts, logs.Found]);
        if (StillNeeded(found) is { Count: > 0 } needed)
        {
            var rules = new DataCollectionReading(run, access, new ReadForLogs(request, logs, accounts, others, retention))
                .ReadAsync(needed, cancellationToken);
            var services = destinations.ReadServicesAsync(needed, cancellationToken);
            await Task.WhenAll(rules, services);
            found = Found.Merge([.. parts, await rules, await services, logs.Found]);
        }

        var unreadable = found.Failed.Select(read => read.Id);
        var beyond = found.Subscriptions.Select(subscription => ResourceId.Subscription(subscription.Id))
            .Except(scope.Subscriptions)
            .Except(unreadable);
        found = found.And(await ReadLocksAsync(run, beyond.Order(), cancellationToken));
        ReportFailures(found, run.Options.Failures);
        return found.ToEstate(source, capturedAt, scope);

        // Without a resource of such a type, and where no account gets a policy, nothing can be needed, and an estate is not made twice.
        IReadOnlyCollection<ResourceId> StillNeeded(Found first) =>
            request.Needs.NewPolicies || logs.Found.Resources.Any(resource => PlatformTelemetry.Supports(resource.Id.Type))
                ? [.. request.StillNeeded(first.ToEstate(source, capturedAt, scope))]
                : [];

        async Task<Found> OnceListedAsync(Func<Task<Found>> read)
        {
            await Task.WhenAny(vaultReading.Listed, vaultsTask);
            return await read();
        }

        // The vaults are listed with their settings where those are needed.
        bool IsListedOnly(ListedType type) =>
            !request.Needs.KeyVaults || !type.Name.Equals(TypeNames.Vault, StringComparison.OrdinalIgnoreCase);

        // What the document names is known from the start, and nothing that is read last depends on it.
        async Task<(ActivityLogRead ActivityLog, AccountsRead Accounts, RetentionRead Retention)> ReadActivityLogAsync()
        {
            var log = request.Needs.ActivityLog
                ? await new ActivityLogReading(run).ReadAsync(scope, cancellationToken)
                : ActivityLogRead.None;
            var there = await accountReading.ReadForActivityLogAsync(log, request, cancellationToken);
            return (log, there, request.Needs.KeyVaults
                ? await destinations.ReadRetentionAsync(
                    request.Named, LogContainers.AuditEvent, there, RetentionRead.None, cancellationToken)
                : RetentionRead.None);
        }

        async Task<RetentionRead> ReadRetentionAsync()
        {
            var retention = request.Needs.KeyVaults
                ? await destinations.ReadRetentionAsync(
                    named.Vaults.StorageAccounts, LogContainers.AuditEvent, accounts, namedRetention, cancellationToken)
                : RetentionRead.None;
            if (request.Needs is { ActivityLog: true, ActivityLogRetention: true })
            {
                // The container of the activity log was read with the accounts.
                retention = await destinations.ReadRetentionAsync(
                    activityLog.StorageAccounts.Concat(request.Named), container: null, accounts, retention, cancellationToken);
            }

            if (!request.Needs.Logged.Any(types => types.Retention))
            {
                return retention with { Found = retention.Found.And(await destinations.ReadTasksAsync(retention, cancellationToken)) };
            }

            var containers = logRetention.ReadContainersAsync(logs, request.Named, accounts, cancellationToken);
            retention = await destinations.ReadRetentionAsync(
                logs.StorageAccounts.Concat(request.Named), container: null, accounts, retention, cancellationToken);
            return retention with
            {
                Found = retention.Found
                    .And(await destinations.ReadTasksAsync(retention, cancellationToken))
                    .And(await containers),
            };
        }

        // Whether a group matters is known once what it should hold was asked for.
        async Task<(DestinationsRead Others, Found All)> ReadOthersAndGroupsAsync()
        {
            var sinks = activityLog.Sinks.Concat(named.Vaults.Sinks).Concat(logs.Sinks);
            var there = await destinations.ReadOthersAsync(Destinations.OthersOf(sinks), request.Named, cancellationToken);
            var groups = await destinations.ReadGroupsAsync(request.Named, accounts, there, cancellationToken);
            var tables = request.Needs is { ActivityLog: true, ActivityLogRetention: true }
                ? await destinations.ReadTablesAsync(activityLog.Sinks, request.Named, there, cancellationToken)
                : Found.Nothing;
            var logTables = request.Needs.Logged.Any(types => types.Retention)
                ? await logRetention.ReadTablesAsync(
                    logs, Destinations.WorkspacesOf(logs.Sinks, request.Named, there), cancellationToken)
                : Found.Nothing;
            return (there, there.Found.And(groups).And(tables).And(logTables));
        }

        async Task<Found> ReadEncryptionAsync()
        {
            var keys = await new EncryptionKeyReading(run).ReadAsync(accounts, named, cancellationToken);
            var versions = new KeyVersionReading(run).ReadAsync(request.Named, accounts, keys, cancellationToken);
            var prerequisites = new PrerequisiteReading(run, access).ReadAsync(request.Named, named, cancellationToken);
            await Task.WhenAll(versions, prerequisites);
            return Found.Merge([keys.Found, await versions, await prerequisites]);
        }
    }

    /// <summary>
    /// Where Microsoft.Insights is not registered, Azure refuses diagnostic settings. Only that is worth keeping, and that it could
    /// not be read.
    /// </summary>
    private static Task<Found> ReadRegistrationsAsync(EstateReads run, ScopeRead scope, CancellationToken cancellationToken) =>
        run.GatherAsync(
            scope.Subscriptions,
            async (id, token) =>
            {
                var provider = await run.Resources.GetAsync(EstateReads.InsightsOf(id), token);
                return provider.Failure is null && provider.Body.TextAt("registrationState") is (null or "Registered")
                    ? Found.Nothing
                    : Found.Of(provider, EstateReads.InsightsOf(id));
            },
            cancellationToken);

    /// <summary>One list for each subscription holds the locks of all that lies in it.</summary>
    private static Task<Found> ReadLocksAsync(
        EstateReads run, IEnumerable<ResourceId> subscriptions, CancellationToken cancellationToken) =>
        run.GatherAsync(subscriptions, (id, token) => run.ReadListAsync(TypeNames.Lock, id, token), cancellationToken);

    private static void ReportFailures(Found found, IProgress<ArmFailure>? failures)
    {
        foreach (var read in found.Failed.Where(read => !read.IsGone))
        {
            failures?.Report(read.Failure with { Operation = $"GET {read.Id}" });
        }
    }
}
