using Baseline.Azure;
using Baseline.Azure.Locks;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.LogStorage;

/// <summary>Judges whether a lock keeps an account from being deleted: one on the account or on what it lies in.</summary>
internal sealed class DeleteLock(LogStorageSettings settings, Estate estate)
{
    /// <summary>A verdict where the document asks for it.</summary>
    public IEnumerable<KeyVerdict> Evaluate(ObservedResource account)
    {
        if (settings.DeleteLock)
        {
            yield return Verdict(account.Id);
        }
    }

    /// <summary>The write that makes the lock; null where none is missing.</summary>
    public static ChangeDraft? Fix(ObservedResource account, IEnumerable<KeyVerdict> wrong) =>
        wrong.Any(verdict => verdict.Key == LogStorageKeys.DeleteLock)
            ? new ChangeDraft($"deletelock|{account.Id.Key}", ChangeRanks.DeleteLock)
            {
                Action = ChangeAction.Create,
                Resource = IdOf(account.Id).Text,
                Type = TypeNames.Lock,
                ApiVersion = "2020-05-01",
                Method = "PUT",
                Body = LockType.Body(),
            }
            : null;

    private static ResourceId IdOf(ResourceId account) => account.Child($"providers/{TypeNames.Lock}/{LockType.OwnName}");

    private KeyVerdict Verdict(ResourceId account)
    {
        UnreadableResource? failed = null;
        for (var at = account; at is not null; at = at.Parent)
        {
            var locks = estate.List(at, TypeNames.Lock);
            failed ??= locks.Unreadable;
            if (locks.Resources.Select(found => Protecting(account, found)).OfType<KeyVerdict>().FirstOrDefault() is { } protecting)
            {
                return protecting;
            }
        }

        return failed is null
            ? new KeyVerdict(
                LogStorageKeys.DeleteLock, IdOf(account), ComplianceState.Noncompliant,
                "No lock keeps it, or what it lies in, from being deleted.")
            : new KeyVerdict(
                LogStorageKeys.DeleteLock, account, ComplianceState.Unknown,
                $"Whether a lock keeps it from being deleted could not be read ({failed.Why}).");
    }

    private static KeyVerdict? Protecting(ResourceId account, ObservedResource found)
    {
        var level = found.Body.TextAt("properties.level");
        var isReadOnly = "ReadOnly".Equals(level, StringComparison.OrdinalIgnoreCase);
        return isReadOnly || LockType.CanNotDelete.Equals(level, StringComparison.OrdinalIgnoreCase)
            ? new KeyVerdict(
                LogStorageKeys.DeleteLock, found.Id, ComplianceState.Compliant,
                $"Lock {found.Id.Name}{(found.Id.Parent == account ? "" : $" of {found.Id.Parent}")} keeps it from being deleted "
                    + $"({level}).")
            {
                Path = "properties.level",
                Note = isReadOnly
                    ? "A ReadOnly lock also forbids new diagnostic settings that name the account, because they read its keys: "
                        + "a CanNotDelete lock is enough."
                    : "",
            }
            : null;
    }
}
