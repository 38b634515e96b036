using Baseline.Azure;
using Baseline.Azure.BlobServices;
using Baseline.Azure.StorageAccounts;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.LogStorage;

/// <summary>Judges for how long deleted blobs and containers can be restored. Every account has a blob service that says so.</summary>
internal sealed class SoftDelete(LogStorageSettings settings, Estate estate)
{
    /// <summary>A verdict for each key that the document has.</summary>
    public IEnumerable<KeyVerdict> Evaluate(ObservedResource account)
    {
        var lookup = estate.Find(IdOf(account));
        if (settings.SoftDeleteOfBlobs is { } blobs)
        {
            yield return Verdict(lookup, IdOf(account), LogStorageKeys.SoftDeleteOfBlobs, BlobServiceType.Blobs, "blobs", blobs);
        }

        if (settings.SoftDeleteOfContainers is { } containers)
        {
            yield return Verdict(
                lookup, IdOf(account), LogStorageKeys.SoftDeleteOfContainers, BlobServiceType.Containers, "containers", containers);
        }
    }

    /// <summary>The write that fixes what verdicts say is wrong; null where nothing is.</summary>
    public ChangeDraft? Fix(ObservedResource account, IEnumerable<KeyVerdict> wrong)
    {
        List<KeyValuePair<string, int>> days = [.. wrong.Select(verdict => verdict.Days).OfType<KeyValuePair<string, int>>()];
        return days.Count == 0 || estate.Find(IdOf(account)).Resource is not { } service
            ? null
            : new ChangeDraft($"blobservice|{account.Id.Key}", ChangeRanks.SoftDelete)
            {
                Action = ChangeAction.Update,
                Resource = service.Id.Text,
                Type = TypeNames.BlobService,
                ApiVersion = "2025-06-01",
                Method = "PUT",
                Body = BlobServiceType.With(service.Body, days),
                Live = service.Body,
            };
    }

    private static ResourceId IdOf(ObservedResource account) => StorageServices.BlobOf(account.Id);

    private static KeyVerdict Verdict(Lookup lookup, ResourceId id, string key, string policy, string things, int wanted)
    {
        var path = $"properties.{policy}";
        if (lookup.Resource is not { } service)
        {
            var why = lookup.Presence == Presence.Unknown
                ? $"could not be read ({lookup.Why})"
                : "is not part of what was captured: capture the estate again";
            return new KeyVerdict(key, id, ComplianceState.Unknown, $"How long deleted {things} can be restored {why}.") { Path = path };
        }

        var days = service.Body.NumberAt($"{path}.days");
        var verdict = !service.Body.IsTrueAt($"{path}.enabled")
                ? Wrong($"Deleted {things} can't be restored ({policy} is off).")
            : days is { } number && number >= wanted
                ? new KeyVerdict(
                    key, service.Id, ComplianceState.Compliant, $"Deleted {things} can be restored for {AcceptedRetention.In(number)}.")
            : Wrong($"Deleted {things} can be restored for {AcceptedRetention.In(days ?? 0)}, and {wanted} are wanted.");
        return verdict with
        {
            Path = path,
            Note = service.Body.IsTrueAt($"{path}.allowPermanentDelete")
                ? "Whoever may delete for good can do so before that (allowPermanentDelete), and the tool leaves that as it is."
                : "",
        };

        KeyVerdict Wrong(string reason) => new(key, service.Id, ComplianceState.Noncompliant, reason)
        {
            Days = KeyValuePair.Create(policy, wanted),
        };
    }
}
