namespace Baseline.Emulator.Store;

/// <summary>An id, or the address of a list, that answers an error to whoever reads it.</summary>
internal sealed record Unreadable(ResourcePath Path, int Status, string Code)
{
    public bool IsForbidden => Status is 401 or 403;
}
