using Baseline.Azure;
using Baseline.Azure.BlobServices;
using Baseline.Azure.StorageAccounts;
using Baseline.Json;

namespace Baseline.Controls.LogStorage;

/// <summary>Keys of the document that an account need not hold although the rest of them counts.</summary>
internal static class LogStorageParts
{
    private static readonly Dictionary<string, string> ByProperty = new(StringComparer.OrdinalIgnoreCase)
    {
        [AccountProtection.SecureTransfer] = LogStorageKeys.SecureTransfer,
        [AccountProtection.MinimumTls] = LogStorageKeys.MinimumTls,
        [AccountProtection.AnonymousAccess] = LogStorageKeys.AnonymousAccess,
        [AccountProtection.CrossTenantReplication] = LogStorageKeys.CrossTenantReplication,
        [AccountProtection.Firewall] = LogStorageKeys.TrustedServices,
        [BlobServiceType.Blobs] = LogStorageKeys.SoftDeleteOfBlobs,
        [BlobServiceType.Containers] = LogStorageKeys.SoftDeleteOfContainers,
    };

    /// <summary>
    /// A verdict as it counts: by an exemption of its key it is exempt, and nothing is fixed; where one has ended, the reason says so.
    /// </summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="account">The account.</param>
    /// <param name="context">Knows the exemptions.</param>
    public static KeyVerdict Exempted(KeyVerdict verdict, ResourceId account, ControlContext context) =>
        context.Exemptions.LiveOfPart(LogStorageSettings.Id, account, verdict.Key, context.AsOf) is { } exemption
            ? new KeyVerdict(verdict.Key, verdict.Resource, ComplianceState.Exempt, exemption.Text)
            {
                Path = verdict.Path,
                Exemption = exemption,
            }
        : verdict.State == ComplianceState.Noncompliant
            ? verdict with
            {
                Reason = verdict.Reason + context.Exemptions.Ended(LogStorageSettings.Id, account, context.AsOf, verdict.Key),
            }
        : verdict;

    /// <summary>The finding of an account each key of which is exempt, until the first day on which one no longer is; else null.</summary>
    public static Finding? AllExempt(ResourceId account, IReadOnlyList<KeyVerdict> verdicts)
    {
        var exemptions = verdicts.Select(verdict => verdict.Exemption).OfType<FindingExemption>().ToList();
        return exemptions.Count == verdicts.Count && exemptions.MinBy(exemption => exemption.Expires) is { } first
            ? Finding.Exempted(LogStorageSettings.Id, account, first) with { Details = [.. verdicts.Select(verdict => verdict.Detail)] }
            : null;
    }

    /// <summary>The keys that a write is for; one may be there twice.</summary>
    /// <param name="write">A write of LogStorage.</param>
    /// <param name="altered">The paths that it is said to alter; null: all that its body has.</param>
    public static IEnumerable<string> Of(ArmWrite write, IReadOnlyCollection<string>? altered) =>
        write.IsOfType(TypeNames.Lock) ? [LogStorageKeys.DeleteLock]
        : write.IsOfType(TypeNames.ImmutabilityPolicy) ? [LogStorageKeys.Immutability]
        : (altered?.Select(path => path.Split('.').ElementAtOrDefault(1))
                ?? write.Body.MembersAt("properties").Select(member => member.Name))
            .OfType<string>()
            .Select(name => ByProperty.GetValueOrDefault(name))
            .OfType<string>();
}
