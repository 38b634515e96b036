namespace Baseline.Emulator.Server.Hosting;

/// <summary>The files that clients need while the server runs; they go away with it.</summary>
internal sealed class ClientFiles : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("baseline-emulator-").FullName;

    public ClientFiles(string? caFile, string caPem, string federatedToken)
    {
        CaFile = caFile is null ? Path.Combine(_folder, "ca.pem") : Path.GetFullPath(caFile);
        FederatedTokenFile = Path.Combine(_folder, "federated-token");
        try
        {
            File.WriteAllText(CaFile, caPem + "\n");
            File.WriteAllText(FederatedTokenFile, federatedToken);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The certificate of the authority, as PEM. One that the user named stays.</summary>
    public string CaFile { get; }

    /// <summary>What a pipeline would have from its own platform, to sign in with instead of a secret.</summary>
    public string FederatedTokenFile { get; }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
