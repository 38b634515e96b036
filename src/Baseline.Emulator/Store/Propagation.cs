namespace Baseline.Emulator.Store;

/// <summary>Counts the tries that still fail because a new identity or grant has not spread yet.</summary>
internal sealed class Propagation(int tries, int principalTries)
{
    private readonly Dictionary<string, int> _left = new(StringComparer.OrdinalIgnoreCase);

    public void IdentityMade(string principalId) => _left["identity " + principalId] = principalTries;

    public void AccessGranted(string principalId) => _left["access of " + principalId] = tries;

    public bool IsIdentityKnown(string principalId) => HasSpread("identity " + principalId);

    public bool IsAccessEffective(string principalId) => HasSpread("access of " + principalId);

    private bool HasSpread(string subject)
    {
        var left = _left.GetValueOrDefault(subject);
        if (left == 0)
        {
            return true;
        }

        _left[subject] = left - 1;
        return false;
    }
}
