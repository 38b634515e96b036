using Baseline.Controls.LogExport;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Yaml;

namespace Baseline.Controls.KeyVault004;

/// <summary>Reads <c>controls.KeyVault-004</c>.</summary>
internal sealed class KeyVault004SettingsReader(DiagnosticBag bag)
{
    private readonly ValueReader _values = new(bag);

    public KeyVault004Settings Read(MapReader control)
    {
        control.OneOf("auditEvent", ["enabled"], required: true);
        var retention = new RetentionReader(bag).Read(control, required: true);
        var destination = control.Map("destination") is { } map
            ? new DestinationReader(bag).Read(map)
            : new DestinationSettings(KeyVault004Settings.DestinationPath);
        var settingName = _values.SettingName(control.Text("settingName"));
        var manageLifecycle = new LifecycleReader(bag).Read(control, retention);
        var deep = control.Flag("deep");
        control.Done();
        return new KeyVault004Settings(
            retention.Days,
            destination,
            settingName ?? KeyVault004Settings.DefaultSettingName,
            manageLifecycle,
            deep,
            control.Place.Span)
        {
            RetentionAtLeast = retention.AtLeast,
        };
    }
}
