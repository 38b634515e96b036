namespace Baseline.Controls.ActivityLogAlerts;

/// <summary>An operation that a named set holds, with its places in published rules.</summary>
/// <param name="Name">The operation in Azure's spelling.</param>
/// <param name="Conformity">The id of the Conformity rule; null where none is about it.</param>
/// <param name="Cis">Its number in the section on alerts of CIS Azure Foundations, from 1; null where CIS asks for none.</param>
/// <param name="IsTamper">Whether it can silence logs or alerts.</param>
public sealed record KnownOperation(string Name, string? Conformity, int? Cis = null, bool IsTamper = false);
