namespace Baseline.Emulator.Server.Hosting;

/// <summary>The file that seeds the emulator and, if asked, keeps up with it.</summary>
internal sealed class EstateFile(string path, bool save)
{
    private readonly Lock _gate = new();
    private readonly string _path = Path.GetFullPath(path);
    private int _saved;

    public ArmEmulator Load(EmulatorOptions options)
    {
        using var stream = File.OpenRead(_path);
        return ArmEmulator.Load(stream, options);
    }

    /// <summary>Writes the estate if anything was written in it since the last time.</summary>
    public void Keep(ArmEmulator emulator)
    {
        lock (_gate)
        {
            if (save && emulator.Writes is var writes && writes != _saved)
            {
                Replace(emulator);
                _saved = writes;
            }
        }
    }

    /// <summary>Writes what the last writes became since: a vault that was registering its name has it now.</summary>
    public void KeepFinally(ArmEmulator emulator)
    {
        lock (_gate)
        {
            if (save && emulator.Writes > 0)
            {
                Replace(emulator);
            }
        }
    }

    // Whole or not at all: beside its place first, then into it.
    private void Replace(ArmEmulator emulator)
    {
        var draft = $"{_path}.{Environment.ProcessId}.tmp";
        try
        {
            using (var stream = File.Create(draft))
            {
                emulator.Save(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(draft, _path, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
