using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Yaml;

namespace Baseline.Controls.LogStorage;

/// <summary>Reads <c>controls.LogStorage</c>.</summary>
internal sealed class LogStorageSettingsReader(DiagnosticBag bag)
{
    private static readonly string[] Required = ["required"];
    private static readonly string[] Denied = ["denied"];

    public LogStorageSettings Read(MapReader control)
    {
        if (control.IsEmpty)
        {
            bag.Add(RuleDiagnostics.NothingToProtect(control.Place, control.Where));
        }

        if (control.Word(LogStorageKeys.SharedKey) is { } sharedKey)
        {
            bag.Add(RuleDiagnostics.SharedKeysStay(sharedKey.Place, control.PathOf(LogStorageKeys.SharedKey)));
        }

        var settings = new LogStorageSettings(control.Place.Span)
        {
            SecureTransfer = Asks(LogStorageKeys.SecureTransfer, Required),
            MinimumTls = Asks(LogStorageKeys.MinimumTls, [LogStorageSettings.Tls]),
            AnonymousAccess = Asks(LogStorageKeys.AnonymousAccess, Denied),
            CrossTenantReplication = Asks(LogStorageKeys.CrossTenantReplication, Denied),
            TrustedServices = Asks(LogStorageKeys.TrustedServices, Required),
            InfrastructureEncryption = Asks(LogStorageKeys.InfrastructureEncryption, Required),
        };
        control.Done();
        return settings;

        bool Asks(string key, IReadOnlyList<string> allowed) => control.OneOf(key, allowed) is not null;
    }
}
