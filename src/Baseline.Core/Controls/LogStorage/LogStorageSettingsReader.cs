using Baseline.Azure.ImmutabilityPolicies;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Yaml;

namespace Baseline.Controls.LogStorage;

/// <summary>Reads <c>controls.LogStorage</c>.</summary>
internal sealed class LogStorageSettingsReader(DiagnosticBag bag)
{
    private static readonly string[] Required = ["required"];
    private static readonly string[] Denied = ["denied"];

    // What Azure takes (docs/azure.md#blob-services).
    private const int MostDays = 365;

    public LogStorageSettings Read(MapReader control)
    {
        if (control.IsEmpty || control.HasOnly(LogStorageKeys.Irreversible))
        {
            bag.Add(RuleDiagnostics.NothingToProtect(control.Place, control.Where, "secureTransfer: required"));
        }

        if (control.Word(LogStorageKeys.SharedKey) is { } sharedKey)
        {
            bag.Add(RuleDiagnostics.SharedKeysStay(sharedKey.Place, control.PathOf(LogStorageKeys.SharedKey)));
        }

        var (blobs, containers) = control.Map(LogStorageKeys.SoftDelete) is { } softDelete ? SoftDelete(softDelete) : default;
        var settings = new LogStorageSettings(control.Place.Span)
        {
            SecureTransfer = Asks(LogStorageKeys.SecureTransfer, Required),
            MinimumTls = Asks(LogStorageKeys.MinimumTls, [LogStorageSettings.Tls]),
            AnonymousAccess = Asks(LogStorageKeys.AnonymousAccess, Denied),
            CrossTenantReplication = Asks(LogStorageKeys.CrossTenantReplication, Denied),
            TrustedServices = Asks(LogStorageKeys.TrustedServices, Required),
            InfrastructureEncryption = Asks(LogStorageKeys.InfrastructureEncryption, Required),
            SoftDeleteOfBlobs = blobs,
            SoftDeleteOfContainers = containers,
            Immutability = control.Map(LogStorageKeys.Immutability) is { } immutability ? Immutability(immutability) : null,
            ConsentsToLock = control.AllOf(LogStorageKeys.Irreversible, [ImmutabilityPolicyType.Lock]).Count > 0,
            DeleteLock = Asks(LogStorageKeys.DeleteLock, Required),
        };
        control.Done();
        return settings;

        bool Asks(string key, IReadOnlyList<string> allowed) => control.OneOf(key, allowed) is not null;
    }

    private ImmutabilitySettings Immutability(MapReader immutability)
    {
        const string Key = LogStorageKeys.Containers;
        IReadOnlyList<string> names = immutability.IsList(Key) ? ContainerNames(immutability, Key) : [];
        if (!immutability.IsList(Key))
        {
            immutability.OneOf(Key, ["logs"], required: true);
        }

        var days = immutability.Integer(LogStorageKeys.Days, least: 1, ImmutabilityPolicyType.MostDays, required: true);
        var locked = immutability.Flag(LogStorageKeys.Locked);
        immutability.Done();
        return new ImmutabilitySettings(names, days ?? 1, locked) { Place = immutability.PlaceOf(LogStorageKeys.Days) };
    }

    private IReadOnlyList<string> ContainerNames(MapReader immutability, string key)
    {
        var path = immutability.PathOf(key);
        var list = immutability.List(key);
        if (list is { Items.Count: 0 })
        {
            bag.Add(ShapeDiagnostics.EmptyValue(list.Place, path, "a list of containers"));
        }

        return
        [
            .. (list?.Items ?? []).Index()
                .Select(item => new ValueReader(bag).ContainerName(immutability.AsText(item.Item, $"{path}[{item.Index}]")))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];
    }

    private (int? Blobs, int? Containers) SoftDelete(MapReader softDelete)
    {
        if (softDelete.IsEmpty)
        {
            bag.Add(RuleDiagnostics.NothingToProtect(softDelete.Place, softDelete.Where, "blobs: 30"));
        }

        var days = (
            softDelete.Integer(LogStorageKeys.Blobs, least: 1, MostDays),
            softDelete.Integer(LogStorageKeys.Containers, least: 1, MostDays));
        softDelete.Done();
        return days;
    }
}
