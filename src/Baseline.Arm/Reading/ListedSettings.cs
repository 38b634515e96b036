using Baseline.Arm.Client;
using Baseline.Azure;

namespace Baseline.Arm.Reading;

/// <summary>
/// The diagnostic settings of one of very many resources, as they were listed: what was found, or the answer of a list that was refused
/// and is settled once it is known whether the resource is there.
/// </summary>
internal readonly struct ListedSettings
{
    private readonly Found _found;
    private readonly ArmList? _refused;

    private ListedSettings(Found found, ArmList? refused)
    {
        _found = found;
        _refused = refused;
    }

    /// <summary>What the list of an owner says. Nothing of the answer is kept but the settings.</summary>
    public static ListedSettings Of(ResourceId owner, ArmList list) => list.Failure is null
        ? new ListedSettings(Found.Of(list, ReadType.ListOf(TypeNames.DiagnosticSetting, owner)), refused: null)
        : new ListedSettings(Found.Nothing, list);

    /// <summary>The settings of the owner, where it is there.</summary>
    public Task<Found> SettledAsync(EstateReads run, ResourceId owner, CancellationToken cancellationToken) =>
        _refused is null ? Task.FromResult(_found) : run.SettleSettingsAsync(owner, _refused, cancellationToken);
}
