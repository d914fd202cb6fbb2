using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OnlineMeetings.Accounts;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Files;

internal sealed class FileMapping : IEntityTypeConfiguration<SharedFile>
{
    public void Configure(EntityTypeBuilder<SharedFile> file)
    {
        file.Property(f => f.Name).HasMaxLength(SharedFile.MaxNameLength);
        file.Property(f => f.UploaderName).HasMaxLength(Account.MaxNameLength);
        file.HasOne<Meeting>().WithMany().HasForeignKey(f => f.MeetingId).OnDelete(DeleteBehavior.Cascade);
        file.HasIndex(f => new { f.MeetingId, f.UploadedAt });
    }
}
